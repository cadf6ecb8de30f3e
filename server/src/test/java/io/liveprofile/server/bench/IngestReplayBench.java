package io.liveprofile.server.bench;

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
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;

/**
 * A topic that was applied already, read once more from its beginning by a node that starts cold, beside the first time:
 * nothing but duplicates, three quarters of them older than what a profile remembers.
 */
public final class IngestReplayBench implements Bench {
    private static final String TOPIC = "customer-events";
    private static final int PARTITIONS = 12;

    /** So few that nearly each has more interactions than its profile remembers ids. */
    private static final int CUSTOMERS = 25;

    private static final int RECORDS = 100_000;
    private static final int RECORDS_QUICK = 5_000;
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Duration DRAIN_MAX = Duration.ofMinutes(10);

    private LocalKafka kafka;
    private LocalPostgres postgres;
    private int records;

    public static void main(String[] args) {
        Benches.main(new IngestReplayBench(), args);
    }

    private record Pass(double recordsPerSecond, double cpuMicros, double duplicates) {}

    @Override
    public void run(Run run) throws Exception {
        records = run.quick() ? RECORDS_QUICK : RECORDS;
        var directory = Files.createTempDirectory("live-profile-ingest-replay-bench");
        kafka = LocalKafka.start(directory.resolve("kafka"), FreePort.find(), FreePort.find());
        postgres = LocalPostgres.start(directory.resolve("postgres"), 0, LocalPostgres.Stopped.WITH_THE_JVM);
        try {
            fill();
            var measured = run.interleaved(new Contestant("drain", this::twice));
            run.report(measured.of("drain", "replay")
                    .beside(measured.of("drain", "first pass"))
                    .atLeast(1));
            run.report(measured.of("drain", "replay, CPU of node and PostgreSQL")
                    .beside(measured.of("drain", "first pass, CPU of node and PostgreSQL")));
            run.report(measured.of("drain", "replay, duplicates").alone());
        } finally {
            kafka.close();
            postgres.close();
        }
    }

    private void fill() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic(TOPIC, PARTITIONS, (short) 1),
                            new NewTopic("customer-events-quarantine", 3, (short) 1),
                            new NewTopic("customer-profiles", PARTITIONS, (short) 1),
                            new NewTopic("customer-signals", PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        try (var feed = new KafkaFeed(kafka.bootstrap(), TOPIC)) {
            feed.atFullSpeed(new ShopDay(1, CUSTOMERS, records, DAY));
        }
    }

    private Readings twice() throws Exception {
        var database = "replay_" + UUID.randomUUID().toString().replace("-", "");
        execute("create database " + database);
        try {
            var first = pass(database, database + "_first");
            var again = pass(database, database + "_again");
            return Readings.of("first pass", first.recordsPerSecond(), "records/s")
                    .and("replay", again.recordsPerSecond(), "records/s")
                    .and("first pass, CPU of node and PostgreSQL", first.cpuMicros(), "µs/record")
                    .and("replay, CPU of node and PostgreSQL", again.cpuMicros(), "µs/record")
                    .and("replay, duplicates", again.duplicates(), "duplicates/record");
        } finally {
            execute("drop database " + database + " with (force)");
        }
    }

    private Pass pass(String database, String group) throws Exception {
        var surroundings = Surroundings.of(kafka.bootstrap(), TOPIC, group, postgres.host(), postgres.port(), database);
        try (var node = ServiceNode.founder(surroundings, "-Xmx3g")) {
            var cpu = CpuAccounts.ofThisJvmAnd(node.pid(), postmaster());
            node.awaitReady();
            long cpuBefore = cpu.othersMicros();
            long begun = System.nanoTime();
            Awaitility.await()
                    .atMost(DRAIN_MAX)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(() -> node.metric("live_profile_ingest_records_total", "verdict") >= records);
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Pass(
                    records / seconds,
                    (cpu.othersMicros() - cpuBefore) / (double) records,
                    node.metric("live_profile_ingest_records_total", "duplicate") / records);
        }
    }

    private long postmaster() throws SQLException {
        try (var connection = connect();
                var rows = connection.createStatement().executeQuery("select pg_backend_pid()")) {
            rows.next();
            return CpuAccounts.parentOf(rows.getLong(1));
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + postgres.host() + ":" + postgres.port()
                + "/postgres?user=postgres&password=postgres");
    }
}
