package io.liveprofile.server.bench;

import static io.liveprofile.server.bench.BenchServers.TOPIC;
import static io.liveprofile.server.bench.BenchServers.key;
import static io.liveprofile.server.bench.BenchServers.settled;
import static io.liveprofile.server.bench.BenchServers.until;

import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.Latencies;
import io.liveprofile.loadtest.bench.OpenLoop;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.server.ServiceNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * 2,000 open streams, each of another customer, while 2,000 records a second come in about others: from a producer's
 * acknowledgement to the event at its reader, and what the streams hold of the node's heap.
 */
public final class StreamsBench implements Bench {
    private static final int STREAMS = 2_000;
    private static final int STREAMS_QUICK = 200;
    private static final int PROBES_PER_SECOND = 100;
    private static final int IN_FLIGHT_MAX = 500;
    private static final long BEGUN_MAX_SECONDS = 60;
    private static final long SEEN_MAX_SECONDS = 30;
    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration ROUND_QUICK = Duration.ofSeconds(3);

    /** Ten seconds of it: a load that has just begun finds a node that was collected a moment ago, and does little yet. */
    private static final int SETTLED_RECORDS = 20_000;

    private static final int SETTLED_RECORDS_QUICK = 200;
    private static final String FIELDS = "counts,cart,session,churn,segments";
    private static final double MEBIBYTE = 1 << 20;

    private int streams;
    private Duration round;

    /** Each round has a load of its own, and another one than the warm-up's: what comes again would be a duplicate. */
    private int seed = 1;

    /** Of each customer, how many of its probes were sent. */
    private int[] told = {};

    public static void main(String[] args) {
        Benches.main(new StreamsBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        streams = run.quick() ? STREAMS_QUICK : STREAMS;
        round = run.quick() ? ROUND_QUICK : ROUND;
        told = new int[streams];
        try (var servers = BenchServers.start();
                var node = servers.node("postgres", TOPIC, "streams-bench");
                var probes = new Probes(servers.kafka())) {
            node.awaitReady();
            servers.warmUp(node, "postgres", run.quick());
            double before = settled(node);
            for (int i = 0; i < streams; i++) {
                probe(probes, i).join();
            }
            until(() -> settled(node) >= before + streams && servers.caughtUp("postgres"));
            var engine = key(node, "personalization");
            var measured = run.interleaved(new Contestant("streams", () -> streams(servers, node, probes, engine)));
            run.report(measured.of("streams", "acknowledged to event, p99").atMost(100));
            run.report(measured.of("streams", "acknowledged to event, p50").alone());
            run.report(measured.of("streams", "heap of all streams").atMost(150));
        }
    }

    private static String customer(int number) {
        return "watched-" + number;
    }

    private CompletableFuture<Long> probe(Probes probes, int number) {
        return probes.put(TOPIC, customer(number), customer(number) + "-" + told[number]++);
    }

    private List<byte[]> requests(String key) {
        return IntStream.range(0, streams)
                .mapToObj(i -> Connection.get("/v1/profiles/" + customer(i) + "/stream?fields=" + FIELDS, key))
                .toList();
    }

    private Readings streams(BenchServers servers, ServiceNode node, Probes probes, String key) throws Exception {
        until(() -> node.metric("live_profile_http_open_streams", "") == 0
                && node.json("/v1/ingest").path("lagRecords").asLong(1) == 0
                && servers.caughtUp("postgres"));
        long before = Heap.of(node.pid()).bytes();
        var changes = new Changes(streams);
        try (var readers = new EventReaders(node.apiPort(), requests(key), changes)) {
            CompletableFuture.anyOf(changes.allBegun(), readers.ended())
                    .orTimeout(BEGUN_MAX_SECONDS, TimeUnit.SECONDS)
                    .join();
            double heap = (Heap.of(node.pid()).bytes() - before) / MEBIBYTE;
            double settled = settled(node) + (streams < STREAMS ? SETTLED_RECORDS_QUICK : SETTLED_RECORDS);
            try (var load = new SteadyLoad(servers, TOPIC, ++seed, streams < STREAMS)) {
                until(() -> settled(node) >= settled);
                var latencies = changing(probes, changes);
                load.assertGoesOn();
                if (readers.ended().isDone()) {
                    readers.ended().join();
                }
                return Readings.of("acknowledged to event, p50", latencies.millisAt(50), "ms")
                        .and("acknowledged to event, p99", latencies.millisAt(99), "ms")
                        .and("heap of all streams", heap, "MB");
            }
        }
    }

    private Latencies changing(Probes probes, Changes changes) throws InterruptedException {
        var latencies = new Latencies();
        var outcome = new OpenLoop(PROBES_PER_SECOND, IN_FLIGHT_MAX).run(round, n -> {
            int number = (int) (n % streams);
            var seen = changes.awaited(number, told[number] + 1);
            return probe(probes, number)
                    .thenCombine(seen, (acknowledged, at) -> at - acknowledged)
                    .thenAccept(latencies::recordNanos)
                    .orTimeout(SEEN_MAX_SECONDS, TimeUnit.SECONDS);
        });
        if (outcome.failures() > 0) {
            throw new IllegalStateException(outcome.failures() + " changes were never seen");
        }
        return latencies;
    }
}
