package io.liveprofile.persistence.r2dbc.journal;

import io.liveprofile.loadtest.bench.CpuAccounts;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The journal's own statement in a loop, without actors: what is left when all but the database costs nothing. */
public final class BareFlushes {
    private static final int BYTE_ARRAY_SERIALIZER = 4;

    private final Connections connections;
    private final CpuAccounts cpu;
    private final JournalTable table;
    private final int ids;
    private final byte[] event;
    private final String writer = UUID.randomUUID().toString();
    private final AtomicLong run = new AtomicLong();

    public BareFlushes(Connections connections, CpuAccounts cpu, int ids, int eventBytes) {
        this.connections = connections;
        this.cpu = cpu;
        this.ids = ids;
        table = new JournalTable(connections.tables().journal());
        event = new byte[eventBytes];
        new Random(1).nextBytes(event);
    }

    public Readings run(int lanes, int rows, Duration span) {
        var written = new AtomicLong();
        var prefix = "Bare|" + run.incrementAndGet() + "-";
        var open = Flux.range(0, lanes)
                .concatMap(_ -> connections.dedicated())
                .collectList()
                .blockOptional()
                .orElseThrow();
        long cpuBefore = cpu.micros();
        long begun = System.nanoTime();
        long end = begun + span.toNanos();
        Flux.fromStream(IntStream.range(0, lanes).boxed())
                .flatMap(lane -> {
                    var next = new AtomicLong();
                    return Mono.defer(() -> flush(open.get(lane), prefix + lane + "-", rows, next))
                            .doOnNext(_ -> written.addAndGet(rows))
                            .repeat(() -> System.nanoTime() < end);
                })
                .blockLast();
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpuMicros = cpu.micros() - cpuBefore;
        Flux.fromIterable(open).concatMap(PostgresqlConnection::close).blockLast();
        return Readings.of("entries/s", written.get() / seconds, "1/s")
                .and("rows per statement", rows, "rows")
                .and("CPU per entry", cpuMicros / written.get(), "µs");
    }

    private Mono<Instant> flush(PostgresqlConnection connection, String prefix, int rows, AtomicLong next) {
        List<Entry> entries = new ArrayList<>(rows);
        for (int n = 0; n < rows; n++) {
            long at = next.getAndIncrement();
            var id = prefix + at % ids;
            entries.add(new Entry(
                    Slices.of(id), "Bare", id, at / ids + 1, BYTE_ARRAY_SERIALIZER, "", event, writer, "", null, null));
        }
        return table.insert(connection, entries, Instant.EPOCH);
    }
}
