package io.liveprofile.persistence.r2dbc.bench;

import io.liveprofile.loadtest.bench.CpuAccounts;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** COPY in a loop, without actors: what is given up for a time that PostgreSQL sets inside the statement. */
final class BareCopies {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 255, '\r', '\n', 0};
    private static final int COLUMNS = 10;
    private static final int BYTE_ARRAY_SERIALIZER = 4;
    private static final long EPOCH_2000_MILLIS = 946_684_800_000L;

    private final Connections connections;
    private final CpuAccounts cpu;
    private final int ids;
    private final String copy;
    private final byte[] event = new byte[Writers.EVENT_BYTES];
    private final String writer = UUID.randomUUID().toString();
    private final AtomicLong run = new AtomicLong();

    BareCopies(Connections connections, CpuAccounts cpu, int ids) {
        this.connections = connections;
        this.cpu = cpu;
        this.ids = ids;
        copy = "copy " + connections.tables().journal() + " (slice, entity_type, persistence_id, seq_nr, event_ser_id,"
                + " event_ser_manifest, event_payload, writer,"
                + " adapter_manifest, db_timestamp) from stdin (format"
                + " binary)";
        new Random(1).nextBytes(event);
    }

    Readings run(int lanes, int rows, Duration span) {
        var written = new AtomicLong();
        var prefix = "Copied|" + run.incrementAndGet() + "-";
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
                    return Mono.defer(() -> one(open.get(lane), prefix + lane + "-", rows, next))
                            .doOnNext(written::addAndGet)
                            .repeat(() -> System.nanoTime() < end);
                })
                .blockLast();
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpuMicros = cpu.micros() - cpuBefore;
        Flux.fromIterable(open).concatMap(PostgresqlConnection::close).blockLast();
        return Readings.of("entries/s", written.get() / seconds, "1/s")
                .and("CPU per entry", cpuMicros / written.get(), "µs");
    }

    private Mono<Long> one(PostgresqlConnection connection, String prefix, int rows, AtomicLong next) {
        return connection
                .copyIn(copy)
                .from(Mono.fromSupplier(() -> {
                    var into = ByteBufAllocator.DEFAULT.buffer(rows * 2 * Writers.EVENT_BYTES);
                    into.writeBytes(SIGNATURE).writeInt(0).writeInt(0);
                    for (int n = 0; n < rows; n++) {
                        long at = next.getAndIncrement();
                        row(into, prefix + at % ids, at / ids + 1);
                    }
                    return into.writeShort(-1);
                }))
                .build();
    }

    private void row(ByteBuf into, String id, long sequenceNr) {
        into.writeShort(COLUMNS);
        into.writeInt(Integer.BYTES).writeInt(Slices.of(id));
        text(into, "Copied");
        text(into, id);
        into.writeInt(Long.BYTES).writeLong(sequenceNr);
        into.writeInt(Integer.BYTES).writeInt(BYTE_ARRAY_SERIALIZER);
        text(into, "");
        into.writeInt(event.length).writeBytes(event);
        text(into, writer);
        text(into, "");
        into.writeInt(Long.BYTES).writeLong((System.currentTimeMillis() - EPOCH_2000_MILLIS) * 1_000);
    }

    private static void text(ByteBuf into, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        into.writeInt(bytes.length).writeBytes(bytes);
    }
}
