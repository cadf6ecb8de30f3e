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
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.loadtest.workload.KafkaFeed;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.server.ServiceNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What follows the journal: how fast all tables are built anew beside the ingest of the same records, how far behind they
 * are while records come in steadily at that node afterwards, and what they cost. "Without" is the same node with every projection paused from its
 * start.
 */
public final class ProjectionsBench implements Bench {
    private static final int RECORDS = 1_000_000;
    private static final int RECORDS_QUICK = 20_000;
    private static final int STEADY_PER_SECOND = 2_000;
    private static final int STEADY_SECONDS = 60;
    private static final int STEADY_SECONDS_QUICK = 5;
    /** Looking costs as well. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final List<String> TABLES =
            List.of("customer-profile", "interaction", "identity-link", "signal", "segment-membership", "search");
    private static final List<String> TOPICS = List.of("customer-profiles", "customer-signals");

    private BenchServers servers;
    private int records;
    private int steadySeconds;

    public static void main(String[] args) {
        Benches.main(new ProjectionsBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        records = run.quick() ? RECORDS_QUICK : RECORDS;
        steadySeconds = run.quick() ? STEADY_SECONDS_QUICK : STEADY_SECONDS;
        try (var started = BenchServers.start()) {
            servers = started;
            servers.fill(ShopDay.CUSTOMERS, records);
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
                    double rebuild = rebuild(node);
                    return steady(database, topic)
                            .and("ingest", records / ingest, "records/s")
                            .and("rebuild", records / rebuild, "records/s")
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
    private Readings steady(String database, String topic) throws Exception {
        var lags = new ArrayList<Double>();
        var feeding = Thread.ofPlatform().start(() -> feedSteadily(topic));
        while (feeding.isAlive()) {
            lags.add(servers.lagSeconds(database));
            feeding.join(LOOK);
        }
        var sorted = lags.stream().sorted().toList();
        return Readings.of("lag p50", sorted.get(sorted.size() / 2), "s")
                .and("lag p99", sorted.get((int) (sorted.size() * 0.99)), "s");
    }

    /** The day after that of the backlog. */
    private void feedSteadily(String topic) {
        int count = STEADY_PER_SECOND * steadySeconds;
        try (var feed = new KafkaFeed(servers.kafka(), topic)) {
            feed.atRate(new ShopDay(2, ShopDay.CUSTOMERS, count, TODAY), STEADY_PER_SECOND);
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
