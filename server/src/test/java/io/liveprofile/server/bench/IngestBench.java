package io.liveprofile.server.bench;

import static io.liveprofile.server.bench.BenchServers.TOPIC;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.loadtest.workload.ShopDay;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The reference workload drained from a backlog by one node, durable, beside a bare consumer that only parses and a bare
 * loop that only inserts. The node starts cold in every round, and its first seconds count.
 */
public final class IngestBench implements Bench {
    private static final int RECORDS = 1_000_000;
    private static final int RECORDS_QUICK = 20_000;

    private static final int INSERT_CONNECTIONS = 2;
    private static final int INSERT_ROWS = 200;
    private static final int INSERT_PAYLOAD_BYTES = 600;

    private BenchServers servers;
    private int records;

    public static void main(String[] args) {
        Benches.main(new IngestBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        records = run.quick() ? RECORDS_QUICK : RECORDS;
        try (var started = BenchServers.start()) {
            servers = started;
            servers.fill(ShopDay.CUSTOMERS, records);
            var measured = run.interleaved(
                    new Contestant("drain", this::drain),
                    new Contestant("bare consumer with JSON parse", this::consume),
                    new Contestant("bare batch insert", this::insert));
            run.report(measured.of("drain", "records/s")
                    .beside(measured.of("bare consumer with JSON parse", "records/s")));
            run.report(measured.of("drain", "records/s").beside(measured.of("bare batch insert", "records/s")));
            run.report(measured.of("drain", "CPU of node and PostgreSQL").alone());
            run.report(measured.of("drain", "entries").alone());
            run.report(measured.of("drain", "journal bytes").alone());
            run.report(measured.of("drain", "disk").alone());
        }
    }

    private Readings drain() throws Exception {
        return servers.onDatabase(database -> {
            try (var node = servers.node(database, TOPIC, database)) {
                var drained = servers.drain(node, records);
                return Readings.of("records/s", drained.recordsPerSecond(), "records/s")
                        .and("CPU of node and PostgreSQL", drained.cpuMicros(), "µs/record")
                        .and("entries", each(database, "select count(*) from event_journal"), "entries/record")
                        .and(
                                "journal bytes",
                                each(database, "select sum(length(event_payload)) from event_journal"),
                                "bytes/record")
                        .and("disk", each(database, "select pg_total_relation_size('event_journal')"), "bytes/record");
            }
        });
    }

    private double each(String database, String sql) throws SQLException {
        return servers.number(database, sql) / (double) records;
    }

    private Readings consume() throws Exception {
        var json = new ObjectMapper();
        int read = 0;
        int broken = 0;
        long begun = System.nanoTime();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        servers.kafka(),
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            while (read < records) {
                for (var each : consumer.poll(Duration.ofMillis(100))) {
                    read++;
                    try {
                        json.readTree(each.value());
                    } catch (JsonProcessingException e) {
                        broken++;
                    }
                }
            }
        }
        return Readings.of("records/s", (read - broken) / ((System.nanoTime() - begun) / 1e9), "records/s");
    }

    /** The journal's rows without anything around them: arrays through unnest, one statement a batch, synced. */
    private Readings insert() throws Exception {
        servers.execute("postgres", "drop table if exists bare");
        servers.execute("postgres", "create table bare (id text, nr bigint, payload bytea, primary key (id, nr))");
        int each = records / INSERT_CONNECTIONS / 4;
        long begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(INSERT_CONNECTIONS)) {
            var loops = IntStream.range(0, INSERT_CONNECTIONS)
                    .<Callable<Integer>>mapToObj(lane -> () -> insert(lane, each))
                    .toList();
            int inserted = 0;
            for (var loop : threads.invokeAll(loops)) {
                inserted += loop.get();
            }
            return Readings.of("records/s", inserted / ((System.nanoTime() - begun) / 1e9), "records/s");
        }
    }

    private int insert(int lane, int rows) throws SQLException {
        var payload = new byte[INSERT_PAYLOAD_BYTES];
        new Random(lane).nextBytes(payload);
        int inserted = 0;
        try (var connection = servers.connect("postgres");
                var statement = connection.prepareStatement("insert into bare select * from unnest(?, ?, ?)")) {
            while (inserted < rows) {
                int from = inserted;
                statement.setArray(
                        1,
                        connection.createArrayOf(
                                "text",
                                IntStream.range(0, INSERT_ROWS)
                                        .mapToObj(i -> "customer|user_id:c" + lane + "-" + (from + i))
                                        .toArray()));
                statement.setArray(
                        2,
                        connection.createArrayOf(
                                "int8",
                                IntStream.range(0, INSERT_ROWS)
                                        .mapToObj(_ -> 1L)
                                        .toArray()));
                statement.setArray(
                        3,
                        connection.createArrayOf(
                                "bytea",
                                IntStream.range(0, INSERT_ROWS)
                                        .mapToObj(_ -> payload)
                                        .toArray(byte[][]::new)));
                inserted += statement.executeUpdate();
            }
        }
        return inserted;
    }
}
