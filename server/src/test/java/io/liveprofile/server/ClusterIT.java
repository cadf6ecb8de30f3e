package io.liveprofile.server;

import static io.liveprofile.server.TestCluster.json;
import static io.liveprofile.server.TestCluster.patiently;
import static io.liveprofile.server.TestCluster.total;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.client.LiveProfileClient;
import io.liveprofile.loadtest.workload.Expected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several nodes as real processes: customers live on all of them, move when one goes, and are told alike by each. */
class ClusterIT {
    private static final int VISITORS = 40;
    private static final int VISITS_EACH = 3;
    private static final int WAITED_FOR = 3;

    private final TestCluster cluster = new TestCluster();

    ClusterIT() throws Exception {}

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void customers_move_when_a_node_dies_or_stops_and_nothing_is_lost_or_doubled() throws Exception {
        var first = cluster.founder();
        var others = cluster.joining(2);
        var second = others.getFirst();
        var third = others.getLast();
        var expected = new Expected();
        cluster.feedUntilItApplies(third, expected);
        cluster.produce(visits());
        cluster.produce(signIns());

        third.kill();
        cluster.feed(4, 3_000, expected);
        // Two of three survive a death; of two, only the one with the lower address would.
        assertVisitorsDid(second, VISITS_EACH + 1);
        cluster.assertAllCountedOnce(second, expected);
        try (var client = first.client()) {
            var seen = followed(client);
            var noticed = noticed(client);
            cluster.produce(travels());
            patiently().until(() -> noticed.size() == VISITORS && haveAllDone(seen, VISITS_EACH + 3));
            assertAReadWaitsWhereverItIsAsked(first, second);

            cluster.feedUntilItApplies(second, expected);
            second.close();

            cluster.assertAllCountedOnce(first, expected);
            assertVisitorsDid(first, VISITS_EACH + 3);
            cluster.produce(visitsOfTheKnown());
            patiently().until(() -> haveAllDone(seen, VISITS_EACH + 4));
        }
    }

    /** Of these customers some live here and some there, and so it is with who reads the partition that tells of them. */
    private void assertAReadWaitsWhereverItIsAsked(ServiceNode... asked) throws Exception {
        for (int i = 0; i < WAITED_FOR; i++) {
            var id = "waited-for-" + i;
            var event = "{\"type\":\"page\",\"userId\":\"%s\",\"messageId\":\"m-%s\"}".formatted(id, id);
            var told = TestCluster.produced(cluster.record(id, event));
            for (var node : asked) {
                for (var after : List.of("m-" + id, cluster.topic() + ":" + told.partition() + ":" + told.offset())) {
                    var answer = patiently()
                            .until(
                                    () -> node.ask("/v1/profiles/" + id + "?wait=5s&after=" + after),
                                    profile -> profile.statusCode() == 200);
                    assertThat(total(answer.body())).isEqualTo(1);
                    assertThat(json(answer.body()).has("stale"))
                            .as(answer.body())
                            .isFalse();
                }
            }
        }
    }

    /** By streams at one node, wherever the customers live and move to: how much each was seen to have done. */
    private static Map<String, Long> followed(LiveProfileClient client) {
        var seen = new ConcurrentHashMap<String, Long>();
        for (int i = 0; i < VISITORS; i++) {
            client.follow("visitor-" + i, List.of("counts"), profile -> seen.put(profile.id(), total(profile.json())));
        }
        patiently().until(() -> haveAllDone(seen, VISITS_EACH + 1));
        return seen;
    }

    private static boolean haveAllDone(Map<String, Long> seen, long count) {
        return seen.size() == VISITORS && seen.values().stream().allMatch(total -> total == count);
    }

    /** Who was found to be in two places, as one node is told it of all. */
    private static Set<String> noticed(LiveProfileClient client) {
        var noticed = ConcurrentHashMap.<String>newKeySet();
        client.followSignals(List.of("impossible_travel"), signal -> {
                    var customer = signal.get("customer").asText();
                    if (customer.startsWith("user_id:visitor-")) {
                        noticed.add(customer);
                    }
                })
                .opened()
                .toCompletableFuture()
                .join();
        return noticed;
    }

    /** From Zurich to Lima within a second. */
    private List<ProducerRecord<String, String>> travels() {
        var now = Instant.now();
        return IntStream.range(0, VISITORS * 2)
                .mapToObj(i -> cluster.record(
                        "visitor-" + i / 2,
                        "{\"type\":\"track\",\"event\":\"Signed In\",\"userId\":\"visitor-%d\",\"timestamp\":\"%s\",\"context\":{\"geo\":%s}}"
                                .formatted(
                                        i / 2,
                                        now.plusSeconds(i % 2),
                                        i % 2 == 0 ? "{\"lat\":47.4,\"lon\":8.5}" : "{\"lat\":-12.0,\"lon\":-77.0}")))
                .toList();
    }

    private List<ProducerRecord<String, String>> visitsOfTheKnown() {
        return IntStream.range(0, VISITORS)
                .mapToObj(i ->
                        cluster.record("visitor-" + i, "{\"type\":\"page\",\"userId\":\"visitor-%d\"}".formatted(i)))
                .toList();
    }

    /** What visitors did whom nobody knew yet. */
    private List<ProducerRecord<String, String>> visits() {
        return IntStream.range(0, VISITORS * VISITS_EACH)
                .mapToObj(i -> cluster.record(
                        "v" + i % VISITORS,
                        "{\"type\":\"page\",\"anonymousId\":\"v%d\",\"messageId\":\"visit-%d\"}"
                                .formatted(i % VISITORS, i)))
                .toList();
    }

    private List<ProducerRecord<String, String>> signIns() {
        return IntStream.range(0, VISITORS)
                .mapToObj(i -> cluster.record(
                        "visitor-" + i,
                        "{\"type\":\"track\",\"event\":\"Signed In\",\"userId\":\"visitor-%d\",\"anonymousId\":\"v%d\"}"
                                .formatted(i, i)))
                .toList();
    }

    private void assertVisitorsDid(ServiceNode node, long count) throws Exception {
        for (int i = 0; i < VISITORS; i++) {
            var id = "visitor-" + i;
            patiently().until(() -> total(node.profile(id).body()), total -> total == count);
            assertThat(json(node.profile("anonymous_id:v" + i).body())
                            .path("id")
                            .asText())
                    .isEqualTo("user_id:" + id);
        }
    }

    @Test
    void a_batch_too_big_for_one_frame_reaches_a_customer_on_the_other_node() throws Exception {
        var first = cluster.founder();
        var second = cluster.joining();
        var filling = "x".repeat(30_000);
        for (int customer = 0; customer < 8; customer++) {
            for (int i = 0; i < 40; i++) {
                cluster.produce(
                        "big" + customer,
                        "{\"messageId\":\"big-%d-%d\",\"type\":\"page\",\"userId\":\"big%d\",\"a\":\"%s\",\"b\":\"%s\"}"
                                .formatted(customer, i, customer, filling, filling));
            }
        }

        for (int customer = 0; customer < 8; customer++) {
            var id = "big" + customer;
            patiently().until(() -> total(first.profile(id).body()) == 40);
            assertThat(second.profile(id).body()).isEqualTo(first.profile(id).body());
        }
    }
}
