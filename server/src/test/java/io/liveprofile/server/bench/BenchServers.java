package io.liveprofile.server.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.embedded.Directories;
import io.liveprofile.embedded.FreePort;
import io.liveprofile.embedded.LocalKafka;
import io.liveprofile.embedded.LocalPostgres;
import io.liveprofile.loadtest.bench.CpuAccounts;
import io.liveprofile.loadtest.workload.KafkaFeed;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.profile.entity.ShardedCustomerProfiles;
import io.liveprofile.server.ServiceNode;
import io.liveprofile.server.ServiceNode.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** The Kafka and the PostgreSQL of one bench, fresh; every node works on a database of its own. */
final class BenchServers implements AutoCloseable {
    static final String TOPIC = "customer-events";

    /** For a node that is to have nothing to do. */
    static final String EMPTY = "customer-events-empty";

    private static final int WARM_UP = 250_000;
    private static final int WARM_UP_QUICK = 5_000;
    private static final int WARM_UP_STEADY = 200_000;
    private static final int WARM_UP_STEADY_QUICK = 1_000;

    /** No bench's own: else all that comes would have come before. */
    private static final int WARM_UP_SEED = 1_000;

    /** Of a backlog. */
    static final LocalDate DAY = LocalDate.parse("2026-11-20");

    /**
     * Of what comes in while it happens. Were it of a day long past, each customer would be silent again after each of their
     * interactions, and be looked at again.
     */
    static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    private static final int PARTITIONS = 12;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration WORK_MAX = Duration.ofMinutes(15);

    private final LocalKafka kafka;
    private final LocalPostgres postgres;
    private final Path directory;

    private BenchServers(Path directory, LocalKafka kafka, LocalPostgres postgres) {
        this.directory = directory;
        this.kafka = kafka;
        this.postgres = postgres;
    }

    static BenchServers start() throws Exception {
        var directory = Files.createTempDirectory("live-profile-bench");
        var servers = new BenchServers(
                directory,
                LocalKafka.start(directory.resolve("kafka"), FreePort.find(), FreePort.find()),
                LocalPostgres.start(directory.resolve("postgres"), 0, LocalPostgres.Stopped.WITH_THE_JVM));
        servers.createTopics(TOPIC, EMPTY, "customer-profiles", "customer-signals", "customer-events-quarantine");
        return servers;
    }

    String kafka() {
        return kafka.bootstrap();
    }

    /** For what a bench writes; gone with the servers. */
    Path folder(String name) {
        return directory.resolve(name);
    }

    void createTopics(String... names) throws Exception {
        var topics = Stream.of(names)
                .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                .toList();
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(topics).all().get();
            // A producer that comes before somebody leads all of the partitions loses its count.
            var latest = new HashMap<TopicPartition, OffsetSpec>();
            for (var topic : topics) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
                }
            }
            until(() -> admin.listOffsets(latest).all().get().size() == latest.size());
        }
    }

    /** Puts a day of the shop on the topic. */
    void fill(int customers, int records) throws Exception {
        fill(customers, records, DAY);
    }

    void fill(int customers, int records, LocalDate day) throws Exception {
        try (var feed = new KafkaFeed(kafka.bootstrap(), TOPIC)) {
            feed.atFullSpeed(new ShopDay(1, customers, records, day));
        }
    }

    /**
     * Until the node, and its projections, have done with a backlog, and then with minutes of what comes in steadily, so that
     * its code is compiled: on a small machine that takes minutes and a third of it. What runs most under a steady load, small
     * groups and short waits, is compiled anew after a backlog.
     *
     * @param node that was told of nothing yet
     */
    void warmUp(ServiceNode node, String database, boolean quick) throws Exception {
        int records = quick ? WARM_UP_QUICK : WARM_UP;
        fill(ShopDay.CUSTOMERS, records, TODAY);
        until(() -> settled(node) >= records && caughtUp(database));
        int steady = quick ? WARM_UP_STEADY_QUICK : WARM_UP_STEADY;
        try (var load = new SteadyLoad(this, TOPIC, WARM_UP_SEED, quick)) {
            until(() -> settled(node) >= records + steady);
            load.assertGoesOn();
        }
        until(() -> caughtUp(database));
    }

    @FunctionalInterface
    interface DatabaseWork<T> {
        T on(String database) throws Exception;
    }

    <T> T onDatabase(DatabaseWork<T> work) throws Exception {
        var database = "bench_" + UUID.randomUUID().toString().replace("-", "");
        execute("postgres", "create database " + database);
        try {
            return work.on(database);
        } finally {
            execute("postgres", "drop database " + database + " with (force)");
        }
    }

    /** A node as in production; it begins with the topic's first record if it is the first of its group. */
    ServiceNode node(String database, String topic, String group, String... jvmOptions) throws IOException {
        return ServiceNode.founder(
                Surroundings.of(kafka.bootstrap(), topic, group, postgres.host(), postgres.port(), database),
                Stream.concat(Stream.of("-Xms3g", "-Xmx3g", "-XX:TieredStopAtLevel=4"), Stream.of(jvmOptions))
                        .toArray(String[]::new));
    }

    /**
     * @param cpuMicros of the node and of PostgreSQL, each record
     */
    record Drained(double recordsPerSecond, double cpuMicros) {}

    /** From when the node is ready until each record got its verdict. */
    Drained drain(ServiceNode node, int records) throws Exception {
        var cpu = cpuOf(node);
        node.awaitReady();
        long before = cpu.othersMicros();
        long begun = System.nanoTime();
        until(() -> settled(node) >= records);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Drained(records / seconds, (cpu.othersMicros() - before) / (double) records);
    }

    static double settled(ServiceNode node) throws IOException {
        return node.metric("live_profile_ingest_records_total", "verdict");
    }

    /** Whether each projection has taken in what the journal has now: asked of the tables, since counting would cost more. */
    boolean caughtUp(String database) throws SQLException {
        long behind = number(database, """
            with newest as (
              select wanted.slice, last.db_timestamp
              from generate_series(0, 1023) wanted(slice) cross join lateral (
                select db_timestamp from event_journal j
                where j.slice = wanted.slice and j.entity_type = '%s' order by db_timestamp desc limit 1) last)
            select count(*) from projection_offset o
            where exists (select from newest n
              where n.slice between o.min_slice and o.max_slice and n.db_timestamp > o.db_timestamp)\
            """.formatted(ShardedCustomerProfiles.ENTITY_TYPE));
        return behind == 0;
    }

    /**
     * How long ago that was written which the projection that is furthest behind has taken in last: while something comes in
     * all the time this is its lag, and never less. Costs next to nothing, which asking for what comes behind it doesn't.
     */
    double lagSeconds(String database) throws SQLException {
        return number(
                        database,
                        "select (max(extract(epoch from now() - db_timestamp)) * 1000)::bigint from projection_offset")
                / 1e3;
    }

    /** A new one. */
    static String key(ServiceNode node, String role) throws IOException, InterruptedException {
        var answer = node.send("POST", "/v1/keys", "{\"name\":\"bench\",\"role\":\"" + role + "\"}");
        return new ObjectMapper().readTree(answer.body()).get("key").asText();
    }

    static List<String> projections(ServiceNode node) throws IOException {
        return node.json("/v1/projections").findValuesAsText("name");
    }

    static void until(Callable<Boolean> done) {
        until(done, LOOK);
    }

    /** For what costs something to be looked at. */
    static void until(Callable<Boolean> done, Duration look) {
        Awaitility.await()
                .atMost(WORK_MAX)
                .pollInterval(look)
                .ignoreExceptions()
                .until(done);
    }

    CpuAccounts cpuOf(ServiceNode node) throws SQLException {
        return CpuAccounts.ofThisJvmAnd(node.pid(), postmaster());
    }

    private long postmaster() throws SQLException {
        try (var connection = connect("postgres");
                var rows = connection.createStatement().executeQuery("select pg_backend_pid()")) {
            rows.next();
            // While its child is there: it is asked for its parent.
            return CpuAccounts.parentOf(rows.getLong(1));
        }
    }

    Map<String, Object> connectionFactory(String database) {
        var prefix = "pekko.persistence.r2dbc.connection-factory.";
        return Map.of(
                prefix + "host",
                postgres.host(),
                prefix + "port",
                postgres.port(),
                prefix + "database",
                database,
                prefix + "user",
                "postgres",
                prefix + "password",
                "postgres");
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + postgres.host() + ":" + postgres.port() + "/"
                + database + "?user=postgres&password=postgres");
    }

    void execute(String database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String database, String sql) throws SQLException {
        try (var connection = connect(database);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        postgres.close();
        Directories.delete(directory);
    }
}
