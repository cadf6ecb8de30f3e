package io.liveprofile.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;

/**
 * What follows the journal: how fast all tables are built anew beside the ingest of the same records, how far behind they
 * are while records come in steadily, and what they cost. "Without" is the same node with every projection paused from its
 * start.
 */
public final class ProjectionsBench implements Bench {
    private static final String TOPIC = "customer-events";
    private static final String EMPTY = "customer-events-empty";
    private static final int PARTITIONS = 12;
    private static final int RECORDS = 1_000_000;
    private static final int RECORDS_QUICK = 20_000;
    private static final int STEADY_PER_SECOND = 2_000;
    private static final int STEADY_SECONDS = 60;
    private static final int STEADY_SECONDS_QUICK = 5;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Duration WORK_MAX = Duration.ofMinutes(15);
    private static final List<String> TABLES =
            List.of("customer-profile", "interaction", "identity-link", "signal", "segment-membership", "search");
    private static final List<String> TOPICS = List.of("customer-profiles", "customer-signals");

    private LocalKafka kafka;
    private LocalPostgres postgres;
    private int records;
    private int steadySeconds;

    public static void main(String[] args) {
        Benches.main(new ProjectionsBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        records = run.quick() ? RECORDS_QUICK : RECORDS;
        steadySeconds = run.quick() ? STEADY_SECONDS_QUICK : STEADY_SECONDS;
        var directory = Files.createTempDirectory("live-profile-projections-bench");
        kafka = LocalKafka.start(directory.resolve("kafka"), FreePort.find(), FreePort.find());
        postgres = LocalPostgres.start(directory.resolve("postgres"), 0, LocalPostgres.Stopped.WITH_THE_JVM);
        try {
            fill();
            var measured = run.interleaved(
                    new Contestant("with", this::with),
                    new Contestant("without", this::without),
                    new Contestant("steady", this::steady));
            run.report(measured.of("with", "rebuild")
                    .beside(measured.of("with", "ingest"))
                    .atLeast(1.5));
            run.report(measured.of("steady", "lag p99").atMost(1));
            run.report(measured.of("with", "CPU of node and PostgreSQL")
                    .beside(measured.of("without", "CPU of node and PostgreSQL"))
                    .atMost(1.6));
            run.report(measured.of("with", "caught up after").alone());
        } finally {
            kafka.close();
            postgres.close();
        }
    }

    private void fill() throws Exception {
        var topics = new ArrayList<NewTopic>();
        for (var name : List.of(TOPIC, EMPTY, "customer-profiles", "customer-signals")) {
            topics.add(new NewTopic(name, PARTITIONS, (short) 1));
        }
        topics.add(new NewTopic("customer-events-quarantine", 3, (short) 1));
        create(topics);
        try (var feed = new KafkaFeed(kafka.bootstrap(), TOPIC)) {
            feed.atFullSpeed(new ShopDay(1, ShopDay.CUSTOMERS, records, DAY));
        }
    }

    private void create(List<NewTopic> topics) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(topics).all().get();
            var names = topics.stream().map(NewTopic::name).toList();
            until(() -> admin.describeTopics(names).allTopicNames().get().size() == names.size());
        }
    }

    /** What a node is asked to do. */
    @FunctionalInterface
    private interface Work {
        Readings on(ServiceNode node, CpuAccounts cpu) throws Exception;
    }

    @FunctionalInterface
    private interface OnDatabase {
        Readings run(String database) throws Exception;
    }

    private Readings onDatabase(OnDatabase work) throws Exception {
        var database = "projections_" + UUID.randomUUID().toString().replace("-", "");
        execute("create database " + database);
        try {
            return work.run(database);
        } finally {
            execute("drop database " + database + " with (force)");
        }
    }

    private Readings onNode(String database, String topic, Work work) throws Exception {
        var group = database + topic;
        var surroundings = Surroundings.of(kafka.bootstrap(), topic, group, postgres.host(), postgres.port(), database);
        try (var node = ServiceNode.founder(surroundings, "-Xmx3g")) {
            var cpu = CpuAccounts.ofThisJvmAnd(node.pid(), postmaster());
            return work.on(node.awaitReady(), cpu);
        }
    }

    private Readings with() throws Exception {
        return onDatabase(database -> onNode(database, TOPIC, (node, cpu) -> {
            long cpuBefore = cpu.othersMicros();
            long begun = System.nanoTime();
            until(() -> settled(node) >= records);
            double ingest = seconds(begun);
            until(() -> behind(node) == 0);
            double caughtUp = seconds(begun);
            double micros = (cpu.othersMicros() - cpuBefore) / (double) records;
            double rebuild = rebuild(node);
            return Readings.of("ingest", records / ingest, "records/s")
                    .and("rebuild", records / rebuild, "records/s")
                    .and("caught up after", caughtUp - ingest, "s")
                    .and("CPU of node and PostgreSQL", micros, "µs/record");
        }));
    }

    /** Of all tables at once; in seconds. */
    private static double rebuild(ServiceNode node) throws Exception {
        long begun = System.nanoTime();
        for (var name : TABLES) {
            node.post("/v1/projections/" + name + ":rebuild");
        }
        until(() -> {
            for (JsonNode each : node.json("/v1/projections").path("projections")) {
                if (each.has("rebuilding")) {
                    return false;
                }
            }
            return true;
        });
        return seconds(begun);
    }

    /** Paused on a topic without records, since a node that starts on a full one begins at once. */
    private Readings without() throws Exception {
        return onDatabase(database -> {
            onNode(database, EMPTY, (node, _) -> {
                until(() -> names(node).containsAll(TABLES) && names(node).containsAll(TOPICS));
                for (var name : names(node)) {
                    node.post("/v1/projections/" + name + ":pause");
                }
                return Readings.of("paused", names(node).size(), "projections");
            });
            return onNode(database, TOPIC, (node, cpu) -> {
                long cpuBefore = cpu.othersMicros();
                until(() -> settled(node) >= records);
                double micros = (cpu.othersMicros() - cpuBefore) / (double) records;
                return Readings.of("CPU of node and PostgreSQL", micros, "µs/record");
            });
        });
    }

    /** The lag of the projection that is furthest behind, looked at all the time; on a topic of its own each round. */
    private Readings steady() throws Exception {
        var topic = "steady-" + UUID.randomUUID();
        create(List.of(new NewTopic(topic, PARTITIONS, (short) 1)));
        return onDatabase(database -> onNode(database, topic, (node, _) -> {
            var lags = new ArrayList<Double>();
            var feeding = Thread.ofPlatform().start(() -> feedSteadily(topic));
            while (feeding.isAlive()) {
                lags.add(node.greatest("live_profile_projection_lag_seconds"));
                feeding.join(LOOK);
            }
            var sorted = lags.stream().sorted().toList();
            return Readings.of("lag p99", sorted.get((int) (sorted.size() * 0.99)), "s");
        }));
    }

    private void feedSteadily(String topic) {
        int count = STEADY_PER_SECOND * steadySeconds;
        try (var feed = new KafkaFeed(kafka.bootstrap(), topic)) {
            feed.atRate(new ShopDay(1, ShopDay.CUSTOMERS, count, DAY), STEADY_PER_SECOND);
        }
    }

    private static double settled(ServiceNode node) throws IOException {
        return node.metric("live_profile_ingest_records_total", "verdict");
    }

    private static List<String> names(ServiceNode node) throws IOException {
        return node.json("/v1/projections").findValuesAsText("name");
    }

    private static long behind(ServiceNode node) throws IOException {
        long behind = 0;
        for (JsonNode each : node.json("/v1/projections").path("projections")) {
            behind += each.path("lagEntries").asLong();
        }
        return behind;
    }

    private static void until(Callable<Boolean> done) {
        Awaitility.await()
                .atMost(WORK_MAX)
                .pollInterval(LOOK)
                .ignoreExceptions()
                .until(done);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private long postmaster() throws SQLException {
        try (var connection = connect();
                var rows = connection.createStatement().executeQuery("select pg_backend_pid()")) {
            rows.next();
            return CpuAccounts.parentOf(rows.getLong(1));
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + postgres.host() + ":" + postgres.port()
                + "/postgres?user=postgres&password=postgres");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
