package io.liveprofile.server.bench;

import static io.liveprofile.server.bench.BenchServers.DAY;
import static io.liveprofile.server.bench.BenchServers.TOPIC;
import static io.liveprofile.server.bench.BenchServers.key;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.embedded.FreePort;
import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.Latencies;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.server.ServiceNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Reads over HTTP beside a bare route that answers as many bytes: one profile each, a hundred in one request, and as support
 * sees them. Every customer is live; authorization, masking and metrics are on, and no answer is kept between requests.
 */
public final class ReadsBench implements Bench {
    private static final int CONNECTIONS = 64;
    private static final int CUSTOMERS = 10_000;
    private static final int CUSTOMERS_QUICK = 500;
    private static final int RECORDS_EACH = 20;
    private static final int BATCH = 100;
    private static final Duration ROUND = Duration.ofSeconds(20);
    private static final Duration ROUND_QUICK = Duration.ofSeconds(2);
    private static final Duration READY_MAX = Duration.ofMinutes(5);

    /** What an engine asks for: about 1 KB. */
    private static final String FIELDS = "traits,counts,session,cart,orders,churn,segments";

    private static final String UNLIMITED = "-Dlive-profile.http.requests-per-second.support=0";

    private Duration round;

    public static void main(String[] args) {
        Benches.main(new ReadsBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        round = run.quick() ? ROUND_QUICK : ROUND;
        try (var servers = BenchServers.start()) {
            var ids = fill(servers, run.quick() ? CUSTOMERS_QUICK : CUSTOMERS);
            try (var node = servers.node("postgres", TOPIC, "reads-bench", UNLIMITED)) {
                node.awaitReady();
                measure(run, node, ids);
            }
        }
    }

    /** The ids of the known customers that are in the records. */
    private static List<String> fill(BenchServers servers, int customers) throws Exception {
        int records = customers * RECORDS_EACH;
        servers.fill(customers, records);
        var ids = new LinkedHashSet<String>();
        var json = new ObjectMapper();
        for (var day = new ShopDay(1, customers, records, DAY); day.hasNext(); ) {
            try {
                var id = json.readTree(day.next().value()).path("userId").asText();
                if (!id.isEmpty()) {
                    ids.add(id);
                }
            } catch (IOException malformed) {
                // Some records are.
            }
        }
        return List.copyOf(ids);
    }

    private void measure(Run run, ServiceNode node, List<String> ids) throws Exception {
        Awaitility.await()
                .atMost(READY_MAX)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> node.json("/v1/ingest").path("lagRecords").asLong(1) == 0);
        var engine = key(node, "personalization");
        var known = answered(node, engine, ids);
        var bytes = size(node, engine, known);
        var bare = bare(bytes);
        try {
            var barePort = awaitBare(bare);
            var measured = run.interleaved(
                    new Contestant("bare", () -> load(barePort, List.of(Connection.get("/profile", engine)), 1)),
                    new Contestant("single", () -> load(node.apiPort(), singles(known, engine), 1)),
                    new Contestant("batch", () -> load(node.apiPort(), batches(known, engine), BATCH)),
                    new Contestant("support", () -> load(node.apiPort(), singles(known, key(node, "support")), 1)));
            run.report(measured.of("single", "rate")
                    .beside(measured.of("bare", "rate"))
                    .atLeast(0.7));
            run.report(measured.of("single", "p99")
                    .beside(measured.of("bare", "p99"))
                    .atMost(1.5));
            run.report(measured.of("batch", "rate")
                    .beside(measured.of("single", "rate"))
                    .atLeast(4));
            run.report(measured.of("batch", "p99").alone());
            run.report(measured.of("support", "rate").beside(measured.of("single", "rate")));
            run.report(measured.of("support", "p99").alone());
        } finally {
            bare.process().destroy();
        }
    }

    /** Reading each once makes it live; what was never told of is left out. */
    private static List<String> answered(ServiceNode node, String key, List<String> ids) throws Exception {
        var known = new ArrayList<String>();
        var json = new ObjectMapper();
        try (var connection = new Connection(node.apiPort())) {
            for (int from = 0; from < ids.size(); from += BATCH) {
                var body = connection.ask(batch(ids.subList(from, Math.min(ids.size(), from + BATCH)), key));
                json.readTree(body).get("results").forEach(result -> {
                    if (result.has("profile")) {
                        known.add(result.get("id").asText());
                    }
                });
            }
        }
        return known;
    }

    private static int size(ServiceNode node, String key, List<String> ids) throws Exception {
        try (var connection = new Connection(node.apiPort())) {
            long bytes = 0;
            for (var request : singles(ids.subList(0, Math.min(ids.size(), 500)), key)) {
                bytes += connection.ask(request).length;
            }
            return (int) (bytes / Math.min(ids.size(), 500));
        }
    }

    private static List<byte[]> singles(List<String> ids, String key) {
        return ids.stream()
                .map(id -> Connection.get(
                        "/v1/profiles/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "?fields=" + FIELDS, key))
                .toList();
    }

    private static List<byte[]> batches(List<String> ids, String key) {
        return IntStream.range(0, Math.max(1, ids.size() / BATCH))
                .mapToObj(i -> batch(ids.subList(i * BATCH, Math.min(ids.size(), (i + 1) * BATCH)), key))
                .toList();
    }

    private static byte[] batch(List<String> ids, String key) {
        var body = new ObjectMapper().createObjectNode();
        ids.forEach(body.putArray("ids")::add);
        List.of(FIELDS.split(",")).forEach(body.putArray("fields")::add);
        return Connection.post("/v1/profiles:batchGet", key, body.toString());
    }

    private record Bare(Process process, int port) {}

    private static Bare bare(int bytes) throws IOException {
        int port = FreePort.find();
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx1g",
                "-Dpekko.loglevel=ERROR",
                "-Dpekko.actor.provider=local",
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName(),
                String.valueOf(port),
                String.valueOf(bytes));
        return new Bare(new ProcessBuilder(command).inheritIO().start(), port);
    }

    private static int awaitBare(Bare bare) {
        Awaitility.await().atMost(READY_MAX).ignoreExceptions().until(() -> {
            try (var connection = new Connection(bare.port())) {
                return connection.ask(Connection.get("/profile", "none")).length > 0;
            }
        });
        return bare.port();
    }

    /** All connections ask all the time, each beginning elsewhere in the requests. */
    private Readings load(int port, List<byte[]> requests, int profilesEach) throws Exception {
        var latencies = new Latencies();
        var answered = new AtomicLong();
        long until = System.nanoTime() + round.toNanos();
        var asking = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                int first = i * requests.size() / CONNECTIONS;
                asking.add(threads.submit(() -> {
                    try (var connection = new Connection(port)) {
                        for (int at = first; System.nanoTime() < until; at++) {
                            long begun = System.nanoTime();
                            connection.ask(requests.get(at % requests.size()));
                            latencies.recordSince(begun);
                            answered.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            for (var each : asking) {
                each.get();
            }
        }
        return Readings.of("rate", answered.get() * profilesEach / (round.toNanos() / 1e9), "profiles/s")
                .and("p50", latencies.millisAt(50), "ms")
                .and("p99", latencies.millisAt(99), "ms");
    }
}
