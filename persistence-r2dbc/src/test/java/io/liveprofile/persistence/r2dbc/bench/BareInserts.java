package io.liveprofile.persistence.r2dbc.bench;

import io.liveprofile.loadtest.bench.CpuAccounts;
import io.liveprofile.loadtest.bench.Latencies;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One row a statement in a loop, without actors: the measure of the rival, and of a lone write. */
final class BareInserts {
    private final Connections connections;
    private final CpuAccounts cpu;
    private final String insert;
    private final byte[] event = new byte[Writers.EVENT_BYTES];
    private final AtomicLong run = new AtomicLong();

    BareInserts(Connections connections, CpuAccounts cpu) {
        this.connections = connections;
        this.cpu = cpu;
        insert = "insert into " + connections.tables().journal() + " (slice, entity_type, persistence_id, seq_nr,"
                + " writer, adapter_manifest, event_ser_id, event_ser_manifest, event_payload, db_timestamp)"
                + " values ($1, 'Single', $2, $3, 'writer', '', 4, '', $4, transaction_timestamp())"
                + " returning db_timestamp";
        new Random(1).nextBytes(event);
    }

    Readings run(int connectionCount, int ids, Duration span) {
        var prefix = "Single|" + run.incrementAndGet() + "-";
        var latencies = new Latencies();
        var next = new AtomicLong();
        var open = Flux.range(0, connectionCount)
                .concatMap(_ -> connections.dedicated())
                .collectList()
                .blockOptional()
                .orElseThrow();
        long cpuBefore = cpu.micros();
        long begun = System.nanoTime();
        long end = begun + span.toNanos();
        Flux.fromIterable(open)
                .flatMap(
                        connection -> Mono.defer(() -> {
                                    long at = next.getAndIncrement();
                                    long sent = System.nanoTime();
                                    return one(connection, prefix + at % ids, at / ids + 1)
                                            .doOnNext(_ -> latencies.recordSince(sent));
                                })
                                .repeat(() -> System.nanoTime() < end),
                        connectionCount)
                .blockLast();
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpuMicros = cpu.micros() - cpuBefore;
        Flux.fromIterable(open).concatMap(PostgresqlConnection::close).blockLast();
        return Readings.of("entries/s", latencies.count() / seconds, "1/s")
                .and("p50", latencies.millisAt(50), "ms")
                .and("p99", latencies.millisAt(99), "ms")
                .and("CPU per entry", cpuMicros / latencies.count(), "µs");
    }

    private Mono<List<Object>> one(Connection connection, String id, long sequenceNr) {
        return Sql.rows(
                connection,
                insert,
                statement -> statement
                        .bind("$1", Slices.of(id))
                        .bind("$2", id)
                        .bind("$3", sequenceNr)
                        .bind("$4", event),
                row -> Objects.requireNonNull(row.get("db_timestamp")));
    }
}
