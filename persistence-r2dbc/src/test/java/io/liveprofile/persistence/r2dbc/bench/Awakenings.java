package io.liveprofile.persistence.r2dbc.bench;

import com.typesafe.config.Config;
import io.liveprofile.loadtest.bench.CpuAccounts;
import io.liveprofile.loadtest.bench.Latencies;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.liveprofile.persistence.r2dbc.recovery.Recoveries;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Starts persistent actors, so many at once, each until it is back; then it stops and the next begins. */
final class Awakenings implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ActorSystem<Void> system;
    private final CpuAccounts cpu;
    private final Recoveries recoveries;
    private final Config plugins;
    private final int ids;
    private final AtomicLong next = new AtomicLong();

    private Awakenings(ActorSystem<Void> system, int ids) {
        this.system = system;
        this.ids = ids;
        recoveries = Recoveries.get(system);
        plugins = InService.plugins(system);
        cpu = CpuAccounts.ofThisJvmAndPostgres(Sql.backendPid(Connections.get(system)));
    }

    static Awakenings start(String name, Config config, int ids, int entries) {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), name, config);
        var connections = Connections.get(system);
        Sql.withoutVacuum(connections);
        var journal = connections.tables().journal();
        Sql.change(connections.pool(), """
            insert into %s (slice, entity_type, persistence_id, seq_nr, db_timestamp, event_ser_id,
                event_ser_manifest, event_payload, writer, adapter_manifest)
            select id %% 1024, 'Seen', 'Seen|' || id, nr, now(), 4, '', decode(repeat('5a', %d), 'hex'), 'w', ''
            from generate_series(1, %d) as nr, generate_series(0, %d) as id
            """.formatted(journal, Writers.EVENT_BYTES, entries, ids - 1))
                .block();
        Sql.change(connections.pool(), "analyze " + journal).block();
        return new Awakenings(system, ids);
    }

    Readings neverSeen(int atOnce, Duration span) throws InterruptedException {
        return run(atOnce, span, n -> "New|" + n);
    }

    Readings seen(int atOnce, Duration span) throws InterruptedException {
        return run(atOnce, span, n -> "Seen|" + n % ids);
    }

    /** Without actors: what an id needs is fetched, and nobody replays it. */
    Readings fetchNeverSeen(int atOnce, Duration span) throws InterruptedException {
        return run(atOnce, span, n -> "New|" + n, this::fetch);
    }

    Readings fetchSeen(int atOnce, Duration span) throws InterruptedException {
        return run(atOnce, span, n -> "Seen|" + n % ids, this::fetch);
    }

    private interface Recovery {
        void begin(LongFunction<String> id, long end, Latencies latencies, CountDownLatch running);
    }

    private Readings run(int atOnce, Duration span, LongFunction<String> id) throws InterruptedException {
        return run(atOnce, span, id, this::awaken);
    }

    private Readings run(int atOnce, Duration span, LongFunction<String> id, Recovery recovery)
            throws InterruptedException {
        var latencies = new Latencies();
        var running = new CountDownLatch(atOnce);
        long cpuBefore = cpu.micros();
        long begun = System.nanoTime();
        long end = begun + span.toNanos();
        for (int n = 0; n < atOnce; n++) {
            recovery.begin(id, end, latencies, running);
        }
        if (!running.await(span.plus(PATIENCE).toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("actors that didn't come back: " + running.getCount());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return Readings.of("ids/s", latencies.count() / seconds, "1/s")
                .and("p99", latencies.millisAt(99), "ms")
                .and("CPU per id", (cpu.micros() - cpuBefore) / (double) latencies.count(), "µs");
    }

    private void fetch(LongFunction<String> id, long end, Latencies latencies, CountDownLatch running) {
        long begun = System.nanoTime();
        var fetched = id.apply(next.getAndIncrement());
        recoveries.begin(fetched, this).whenComplete((_, _) -> {
            recoveries.forget(fetched);
            latencies.recordSince(begun);
            if (System.nanoTime() < end) {
                fetch(id, end, latencies, running);
            } else {
                running.countDown();
            }
        });
    }

    private void awaken(LongFunction<String> id, long end, Latencies latencies, CountDownLatch running) {
        long begun = System.nanoTime();
        long number = next.getAndIncrement();
        ActorRef<Writer.Command> awakened = system.systemActorOf(
                Writer.create(id.apply(number), plugins, () -> {
                    latencies.recordSince(begun);
                    if (System.nanoTime() < end) {
                        awaken(id, end, latencies, running);
                    } else {
                        running.countDown();
                    }
                }),
                "awakened-" + number,
                Props.empty());
        awakened.tell(Writer.Stop.NOW);
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
