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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * From a producer's acknowledgement to the answer over HTTP that shows it, while 2,000 records a second come in, beside what
 * must happen at least: a plain consumer polls the record and inserts one row. The one is asked by the read barrier; the other
 * counts from when the record was sent.
 */
public final class FreshnessBench implements Bench {
    private static final int PROBES_PER_SECOND = 50;
    private static final int IN_FLIGHT_MAX = 64;

    /** They come again and again, as customers do. */
    private static final int CUSTOMERS = 500;

    /** Of the load: another one than the warm-up's, or all that comes would have come before. */
    private static final int SEED = 2;

    private static final String BARE_TOPIC = "bare-probes";
    private static final String UNAVAILABLE = " 503 ";
    private static final Duration VISIBLE_MAX = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration ROUND_QUICK = Duration.ofSeconds(3);

    private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();
    private Duration round;
    private long told;

    /** Why the last one failed that did. */
    private volatile @Nullable Throwable failure;

    public static void main(String[] args) {
        Benches.main(new FreshnessBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        round = run.quick() ? ROUND_QUICK : ROUND;
        try (var servers = BenchServers.start()) {
            servers.createTopics(BARE_TOPIC);
            try (var node = servers.node("postgres", TOPIC, "freshness-bench");
                    var probes = new Probes(servers.kafka())) {
                node.awaitReady();
                servers.warmUp(node, "postgres", run.quick());
                double before = settled(node);
                for (int i = 0; i < CUSTOMERS; i++) {
                    probes.put(TOPIC, customer(i), "first-" + i).join();
                }
                until(() -> settled(node) >= before + CUSTOMERS);
                try (var load = new SteadyLoad(servers, TOPIC, SEED, run.quick())) {
                    measure(run, servers, node, probes);
                    load.assertGoesOn();
                }
            }
        }
    }

    private void measure(Run run, BenchServers servers, ServiceNode node, Probes probes) throws Exception {
        var engine = key(node, "personalization");
        var measured = run.interleaved(
                new Contestant("service", () -> service(node, probes, engine)),
                new Contestant("bare", () -> bare(servers, probes)));
        run.report(measured.of("service", "acknowledged to readable, p50")
                .beside(measured.of("bare", "sent to inserted, p50"))
                .atMost(3));
        run.report(measured.of("service", "acknowledged to readable, p99")
                .beside(measured.of("bare", "sent to inserted, p99"))
                .atMost(5));
        run.report(measured.of("service", "due to readable, p50").alone());
        run.report(measured.of("service", "due to readable, p99").alone());
    }

    private static String customer(long number) {
        return "probe-" + number % CUSTOMERS;
    }

    private Readings service(ServiceNode node, Probes probes, String key) throws Exception {
        var latencies = new Latencies();
        try (var asking = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcome = new OpenLoop(PROBES_PER_SECOND, IN_FLIGHT_MAX)
                    .run(round, n -> visible(node, probes, key, n, latencies, asking));
            assertAllSeen(outcome, latencies);
            return Readings.of("acknowledged to readable, p50", latencies.millisAt(50), "ms")
                    .and("acknowledged to readable, p99", latencies.millisAt(99), "ms")
                    .and("due to readable, p50", outcome.latencies().millisAt(50), "ms")
                    .and("due to readable, p99", outcome.latencies().millisAt(99), "ms");
        } finally {
            for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
                connection.close();
            }
        }
    }

    private CompletionStage<Void> visible(
            ServiceNode node, Probes probes, String key, long n, Latencies latencies, ExecutorService asking) {
        var customer = customer(n);
        var messageId = "probe-" + told++;
        return probes.put(TOPIC, customer, messageId)
                .thenAcceptAsync(
                        acknowledged -> {
                            awaitVisible(node, key, customer, messageId);
                            latencies.recordSince(acknowledged);
                        },
                        asking)
                .whenComplete((_, failed) -> failure = failed == null ? failure : failed);
    }

    private void awaitVisible(ServiceNode node, String key, String customer, String messageId) {
        try {
            var free = idle.poll();
            var connection = free == null ? new Connection(node.apiPort()) : free;
            var request =
                    Connection.get("/v1/profiles/" + customer + "?fields=counts&after=" + messageId + "&wait=5s", key);
            long until = System.nanoTime() + VISIBLE_MAX.toNanos();
            // A node that is seconds behind is slow, and not wrong: whoever waits asks again.
            while (!isVisible(connection, request)) {
                if (System.nanoTime() > until) {
                    throw new IOException(messageId + " isn't there after " + VISIBLE_MAX);
                }
            }
            idle.add(connection);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static boolean isVisible(Connection connection, byte[] request) throws IOException {
        try {
            return !new String(connection.ask(request), StandardCharsets.UTF_8).contains("\"stale\"");
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains(UNAVAILABLE)) {
                return false;
            }
            throw e;
        }
    }

    private Readings bare(BenchServers servers, Probes probes) throws Exception {
        var latencies = new Latencies();
        try (var consumer = new BareConsumer(servers, BARE_TOPIC)) {
            var outcome = new OpenLoop(PROBES_PER_SECOND, IN_FLIGHT_MAX).run(round, n -> {
                var messageId = "bare-" + told++;
                long sent = System.nanoTime();
                var inserted = consumer.awaits(messageId);
                return probes.put(BARE_TOPIC, customer(n), messageId)
                        .thenCombine(inserted, (_, at) -> at - sent)
                        .thenAccept(latencies::recordNanos);
            });
            assertAllSeen(outcome, latencies);
        }
        return Readings.of("sent to inserted, p50", latencies.millisAt(50), "ms")
                .and("sent to inserted, p99", latencies.millisAt(99), "ms");
    }

    private void assertAllSeen(OpenLoop.Outcome outcome, Latencies latencies) {
        if (outcome.failures() > 0) {
            throw new IllegalStateException(
                    outcome.failures() + " of " + (outcome.failures() + latencies.count()) + " probes were never seen",
                    failure);
        }
    }
}
