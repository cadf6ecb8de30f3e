package io.liveprofile.server.bench;

import static io.liveprofile.server.bench.BenchServers.EMPTY;
import static io.liveprofile.server.bench.BenchServers.TODAY;
import static io.liveprofile.server.bench.BenchServers.TOPIC;
import static io.liveprofile.server.bench.BenchServers.projections;
import static io.liveprofile.server.bench.BenchServers.settled;
import static io.liveprofile.server.bench.BenchServers.until;

import com.fasterxml.jackson.databind.JsonNode;
import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.CpuAccounts;
import io.liveprofile.loadtest.bench.OpenLoop;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.server.ServiceNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What follows the journal: what it costs, how far behind it is once the reference workload comes in steadily at that node, and
 * how fast all tables are built anew afterwards, beside the ingest of the backlog. "Without" is the same node with every
 * projection paused from its start.
 */
public final class ProjectionsBench implements Bench {
    private static final int RECORDS = 1_000_000;
    private static final int RECORDS_QUICK = 20_000;
    private static final int STEADY_SECONDS = 60;
    private static final int STEADY_SECONDS_QUICK = 5;

    /** What runs most under a steady load is compiled anew after a backlog. */
    private static final int SETTLING_RECORDS = 120_000;

    private static final int SETTLING_RECORDS_QUICK = 400;
    private static final long STEADY_SEED = 2;
    private static final int LOOKS_PER_SECOND = 2;

    /** Whoever asks how far a rebuild is has it searched for. */
    private static final Duration LOOK_AT_REBUILD = Duration.ofSeconds(1);

    private static final List<String> TABLES =
            List.of("customer-profile", "interaction", "identity-link", "signal", "segment-membership", "search");
    private static final List<String> TOPICS = List.of("customer-profiles", "customer-signals");

    private BenchServers servers;
    private int records;
    private boolean quick;

    public static void main(String[] args) {
        Benches.main(new ProjectionsBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        quick = run.quick();
        records = quick ? RECORDS_QUICK : RECORDS;
        try (var started = BenchServers.start()) {
            servers = started;
            servers.fill(ShopDay.CUSTOMERS, records, TODAY);
            var measured = run.cold(new Contestant("with", this::with), new Contestant("without", this::without));
            run.report(measured.of("with", "rebuild")
                    .beside(measured.of("with", "ingest"))
                    .atLeast(1.5));
            run.report(measured.of("with", "lag p50").alone());
            run.report(measured.of("with", "lag p99").atMost(1));
            run.report(measured.of("with", "CPU of node and PostgreSQL")
                    .beside(measured.of("without", "CPU of node and PostgreSQL"))
                    .atMost(1.6));
            run.report(measured.of("with", "caught up after").alone());
        }
    }

    /** What a node is asked to do. */
    @FunctionalInterface
    private interface Work {
        Readings on(ServiceNode node, CpuAccounts cpu) throws Exception;
    }

    private Readings onNode(String database, String topic, Work work, String... jvmOptions) throws Exception {
        try (var node = servers.node(database, topic, database + topic, jvmOptions)) {
            var cpu = servers.cpuOf(node);
            return work.on(node.awaitReady(), cpu);
        }
    }

    private Readings with() throws Exception {
        var topic = "steady-" + UUID.randomUUID();
        servers.createTopics(topic);
        return servers.onDatabase(database -> onNode(
                database,
                TOPIC,
                (node, cpu) -> {
                    long cpuBefore = cpu.othersMicros();
                    long begun = System.nanoTime();
                    until(() -> settled(node) >= records);
                    double ingest = seconds(begun);
                    until(() -> servers.caughtUp(database));
                    double caughtUp = seconds(begun);
                    double micros = (cpu.othersMicros() - cpuBefore) / (double) records;
                    var lag = steady(node, database, topic);
                    until(() -> servers.caughtUp(database));
                    double all = settled(node);
                    return lag.and("ingest", records / ingest, "records/s")
                            .and("rebuild", all / rebuild(node), "records/s")
                            .and("caught up after", caughtUp - ingest, "s")
                            .and("CPU of node and PostgreSQL", micros, "µs/record");
                },
                "-Dlive-profile.ingest.topics.1=" + topic));
    }

    /** Of all tables at once; in seconds. */
    private static double rebuild(ServiceNode node) throws Exception {
        long begun = System.nanoTime();
        for (var name : TABLES) {
            node.post("/v1/projections/" + name + ":rebuild");
        }
        until(
                () -> {
                    for (JsonNode each : node.json("/v1/projections").path("projections")) {
                        if (each.has("rebuilding")) {
                            return false;
                        }
                    }
                    return true;
                },
                LOOK_AT_REBUILD);
        return seconds(begun);
    }

    /** Paused on a topic without records, since a node that starts on a full one begins at once. */
    private Readings without() throws Exception {
        return servers.onDatabase(database -> {
            onNode(database, EMPTY, (node, _) -> {
                until(() -> projections(node).containsAll(TABLES)
                        && projections(node).containsAll(TOPICS));
                for (var name : projections(node)) {
                    node.post("/v1/projections/" + name + ":pause");
                }
                return Readings.of("paused", projections(node).size(), "projections");
            });
            return onNode(database, TOPIC, (node, cpu) -> {
                long cpuBefore = cpu.othersMicros();
                until(() -> settled(node) >= records);
                double micros = (cpu.othersMicros() - cpuBefore) / (double) records;
                return Readings.of("CPU of node and PostgreSQL", micros, "µs/record");
            });
        });
    }

    /** The lag of the projection that is furthest behind, looked at every so often, of a node that is warm. */
    private Readings steady(ServiceNode node, String database, String topic) throws Exception {
        var lags = new ConcurrentLinkedQueue<Double>();
        double before = settled(node);
        try (var load = new SteadyLoad(servers, topic, STEADY_SEED, quick)) {
            until(() -> settled(node) >= before + (quick ? SETTLING_RECORDS_QUICK : SETTLING_RECORDS));
            var looked = new OpenLoop(LOOKS_PER_SECOND, 1)
                    .run(
                            Duration.ofSeconds(quick ? STEADY_SECONDS_QUICK : STEADY_SECONDS),
                            _ -> CompletableFuture.supplyAsync(() -> lagSeconds(database))
                                    .thenAccept(lags::add));
            if (looked.failures() > 0) {
                throw new IllegalStateException(looked.failures() + " looks at the lag failed");
            }
            load.assertGoesOn();
        }
        var sorted = lags.stream().sorted().toList();
        return Readings.of("lag p50", sorted.get(sorted.size() / 2), "s")
                .and("lag p99", sorted.get((int) (sorted.size() * 0.99)), "s");
    }

    private double lagSeconds(String database) {
        try {
            return servers.lagSeconds(database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
