package io.liveprofile.server.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.embedded.FreePort;
import io.liveprofile.embedded.LocalKafka;
import io.liveprofile.embedded.LocalPostgres;
import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.CpuAccounts;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.loadtest.workload.KafkaFeed;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.server.ServiceNode;
import io.liveprofile.server.ServiceNode.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/**
 * The reference workload drained from a backlog by one node, durable, beside a bare consumer that only parses and a bare
 * loop that only inserts. The node starts cold in every round, and its first seconds count.
 */
public final class IngestBench implements Bench {
    private static final String TOPIC = "customer-events";
    private static final int PARTITIONS = 12;
    private static final int RECORDS = 1_000_000;
    private static final int RECORDS_QUICK = 20_000;
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Duration DRAIN_MAX = Duration.ofMinutes(10);

    private static final int INSERT_CONNECTIONS = 2;
    private static final int INSERT_ROWS = 200;
    private static final int INSERT_PAYLOAD_BYTES = 600;

    private LocalKafka kafka;
    private LocalPostgres postgres;
    private int records;

    public static void main(String[] args) {
        Benches.main(new IngestBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        records = run.quick() ? RECORDS_QUICK : RECORDS;
        var directory = Files.createTempDirectory("live-profile-ingest-bench");
        kafka = LocalKafka.start(directory.resolve("kafka"), FreePort.find(), FreePort.find());
        postgres = LocalPostgres.start(directory.resolve("postgres"), 0, LocalPostgres.Stopped.WITH_THE_JVM);
        try {
            fill();
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
        } finally {
            kafka.close();
            postgres.close();
        }
    }

    private void fill() throws Exception {
        try (var admin = admin()) {
            admin.createTopics(List.of(
                            new NewTopic(TOPIC, PARTITIONS, (short) 1),
                            new NewTopic("customer-events-quarantine", 3, (short) 1),
                            new NewTopic("customer-profiles", PARTITIONS, (short) 1),
                            new NewTopic("customer-signals", PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        try (var feed = new KafkaFeed(kafka.bootstrap(), TOPIC)) {
            feed.atFullSpeed(new ShopDay(1, ShopDay.CUSTOMERS, records, DAY));
        }
    }

    private Admin admin() {
        return Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrap()));
    }

    private Readings drain() throws Exception {
        var database = "drain_" + UUID.randomUUID().toString().replace("-", "");
        execute("postgres", "create database " + database);
        var surroundings =
                Surroundings.of(kafka.bootstrap(), TOPIC, database, postgres.host(), postgres.port(), database);
        try (var node = ServiceNode.founder(surroundings, "-Xmx3g")) {
            var cpu = CpuAccounts.ofThisJvmAnd(node.pid(), postmaster());
            node.awaitReady();
            long cpuBefore = cpu.othersMicros();
            long begun = System.nanoTime();
            Awaitility.await()
                    .atMost(DRAIN_MAX)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(() -> settled(node) >= records);
            double seconds = (System.nanoTime() - begun) / 1e9;
            double cpuMicros = (cpu.othersMicros() - cpuBefore) / (double) records;
            double entries = number(database, "select count(*) from event_journal") / (double) records;
            double bytes = number(database, "select sum(length(event_payload)) from event_journal") / (double) records;
            double disk = number(database, "select pg_total_relation_size('event_journal')") / (double) records;
            return Readings.of("records/s", records / seconds, "records/s")
                    .and("CPU of node and PostgreSQL", cpuMicros, "µs/record")
                    .and("entries", entries, "entries/record")
                    .and("journal bytes", bytes, "bytes/record")
                    .and("disk", disk, "bytes/record");
        } finally {
            execute("postgres", "drop database " + database + " with (force)");
        }
    }

    private static double settled(ServiceNode node) throws IOException {
        return node.metric("live_profile_ingest_records_total", "verdict");
    }

    private long postmaster() throws SQLException {
        try (var connection = connect("postgres");
                var rows = connection.createStatement().executeQuery("select pg_backend_pid()")) {
            rows.next();
            return CpuAccounts.parentOf(rows.getLong(1));
        }
    }

    private Readings consume() throws Exception {
        var json = new ObjectMapper();
        int read = 0;
        int broken = 0;
        long begun = System.nanoTime();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        kafka.bootstrap(),
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
        execute("postgres", "drop table if exists bare");
        execute("postgres", "create table bare (id text, nr bigint, payload bytea, primary key (id, nr))");
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
        try (var connection = connect("postgres");
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

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + postgres.host() + ":" + postgres.port() + "/"
                + database + "?user=postgres&password=postgres");
    }

    private void execute(String database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String database, String sql) throws SQLException {
        try (var connection = connect(database);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
