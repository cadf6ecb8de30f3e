package io.liveprofile.persistence.r2dbc.bench;

import com.typesafe.config.Config;
import io.liveprofile.loadtest.bench.CpuAccounts;
import io.liveprofile.loadtest.bench.Latencies;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Many persistent actors, awake, and a load on them that keeps so many commands unanswered. */
final class Writers implements AutoCloseable {
    static final int EVENT_BYTES = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int AWAKENED_AT_ONCE = 500;

    private final ActorSystem<Void> system;
    private final List<ActorRef<Writer.Command>> writers;
    private final CpuAccounts cpu;
    private final byte[] event = new byte[EVENT_BYTES];
    private final AtomicLong next = new AtomicLong();

    private Writers(ActorSystem<Void> system, List<ActorRef<Writer.Command>> writers) {
        this.system = system;
        this.writers = writers;
        cpu = CpuAccounts.ofThisJvmAndPostgres(Sql.backendPid(Connections.get(system)));
        new Random(1).nextBytes(event);
    }

    static Writers start(String name, Config config, int count) throws InterruptedException {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), name, config);
        Sql.withoutVacuum(Connections.get(system));
        var writers = new ArrayList<ActorRef<Writer.Command>>(count);
        var plugins = InService.plugins(system);
        while (writers.size() < count) {
            int group = Math.min(AWAKENED_AT_ONCE, count - writers.size());
            var recovered = new CountDownLatch(group);
            for (int n = 0; n < group; n++) {
                var id = "Bench|" + writers.size();
                writers.add(system.systemActorOf(
                        Writer.create(id, plugins, recovered::countDown), "writer-" + writers.size(), Props.empty()));
            }
            if (!recovered.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the actors didn't come back within " + PATIENCE);
            }
        }
        return new Writers(system, writers);
    }

    ActorSystem<?> system() {
        return system;
    }

    CpuAccounts cpu() {
        return cpu;
    }

    /** Each answer sends the next command, to the actor whose turn it is: none has two at a time. */
    Readings write(int inFlight, Duration span) throws InterruptedException {
        var load = new Load(inFlight, System.nanoTime() + span.toNanos());
        long cpuBefore = cpu.micros();
        long begun = System.nanoTime();
        for (int n = 0; n < inFlight; n++) {
            load.send();
        }
        if (!load.running.await(span.plus(PATIENCE).toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("writes without an answer: " + load.running.getCount());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long written = load.latencies.count();
        return Readings.of("entries/s", written / seconds, "1/s")
                .and("p50", load.latencies.millisAt(50), "ms")
                .and("p99", load.latencies.millisAt(99), "ms")
                .and("CPU per entry", (cpu.micros() - cpuBefore) / (double) written, "µs");
    }

    private final class Load {
        private final Latencies latencies = new Latencies();
        private final CountDownLatch running;
        private final long endNanos;

        private Load(int inFlight, long endNanos) {
            running = new CountDownLatch(inFlight);
            this.endNanos = endNanos;
        }

        private void send() {
            writers.get((int) (next.getAndIncrement() % writers.size()))
                    .tell(new Writer.Store(event, System.nanoTime(), this::stored));
        }

        private void stored(long sentNanos) {
            latencies.recordSince(sentNanos);
            if (System.nanoTime() < endNanos) {
                send();
            } else {
                running.countDown();
            }
        }
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
