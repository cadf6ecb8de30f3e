package io.liveprofile.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.client.LiveProfileClient;
import io.liveprofile.client.Search;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.loadtest.workload.Expected;
import io.liveprofile.loadtest.workload.KafkaFeed;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.loadtest.workload.WorkloadRecord;
import io.liveprofile.server.ServiceNode.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service as real processes: in by the real broker, out by HTTP and by SQL, and killed in between. */
class EndToEndIT {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final int CUSTOMERS = 2_000;

    private static final int PARTITIONS = 12;
    private static final int VISITORS = 40;
    private static final int VISITS_EACH = 3;
    private static final int WAITED_FOR = 3;

    private final String topic = "events_" + UUID.randomUUID().toString().replace("-", "");
    private final List<ServiceNode> nodes = new ArrayList<>();
    private Surroundings surroundings;

    @TempDir
    Path directory;

    @BeforeAll
    static void createQuarantine() throws Exception {
        createTopic("customer-events-quarantine");
        createTopic("customer-profiles");
        createTopic("customer-signals");
    }

    @BeforeEach
    void createTopicAndDatabase() throws Exception {
        createTopic(topic);
        var server = SharedServers.postgres();
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database " + topic);
        }
        surroundings =
                Surroundings.of(SharedServers.kafka().bootstrap(), topic, topic, server.host(), server.port(), topic);
    }

    private static void createTopic(String name) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stop() {
        nodes.stream().filter(ServiceNode::isAlive).forEach(ServiceNode::assertAccounted);
        nodes.forEach(ServiceNode::close);
    }

    @Test
    void what_goes_in_on_kafka_or_by_an_sdk_comes_back_over_http_and_stands_in_the_warehouse() throws Exception {
        var node = founder();

        produce(
                "ava|1",
                "{\"messageId\":\"e2e-1\",\"type\":\"page\",\"userId\":\"ava|1\",\"timestamp\":\"2026-11-20T10:00:00Z\"}");

        patiently().until(() -> node.profile("ava%7C1").statusCode() == 200);
        var profile = json(node.profile("ava%7C1").body());
        assertThat(profile.get("id").asText()).isEqualTo("user_id:ava|1");
        assertThat(profile.get("counts")).isEqualTo(json("{\"Page Viewed\":1}"));
        assertThat(profile.get("eventTime").asText()).isEqualTo("2026-11-20T10:00:00Z");
        patiently().until(() -> warehouse().getOrDefault("user_id:ava|1", 0L) == 1);
        assertThatAnyIdWorks(node);
        assertThat(node.profile("nobody").statusCode()).isEqualTo(404);

        assertThat(node.track("{\"userId\":\"ava|1\",\"event\":\"Product Viewed\"}")
                        .body())
                .isEqualTo("{\"success\":true}");
        patiently().until(() -> total(node.profile("ava%7C1").body()) == 2);
        assertThatADeskFindsWhomItIsToldOfAndLeavesARecord(node);
    }

    private void assertThatADeskFindsWhomItIsToldOfAndLeavesARecord(ServiceNode node) {
        produce("ava|1", "{\"type\":\"identify\",\"userId\":\"ava|1\",\"traits\":{\"email\":\"ava@shop.example\"}}");
        try (var client = node.client()) {
            var ava = Search.ALL.email("ava@shop.example").sort("-lastSeen");
            patiently().until(() -> client.search(ava).iterator().next().id().equals("user_id:ava|1"));
            var profile = client.profile("ava|1").orElseThrow();

            assertThat(profile.trait("email").orElseThrow().asText()).isEqualTo("ava@shop.example");
            var record = patiently()
                    .until(
                            () -> client.get("/v1/audit", Map.of("whom", "ava|1"))
                                    .at("/records/0"),
                            JsonNode::isObject);
            assertThat(record.get("who").asText()).isEqualTo("the key of the configuration");
            assertThat(record.get("fields").toString()).isEqualTo("[\"email\"]");
        }
    }

    /** Whatever separates, escapes, or is written from the right: from the producer down to the warehouse and back. */
    private void assertThatAnyIdWorks(ServiceNode node) throws Exception {
        var ids = List.of(
                "auth0|5f7c",
                "a:b",
                "user_id:c",
                "50%7C 100%",
                "a/b?c#d&e=f",
                "'; drop table x --",
                "\ud83d\uded2\ud83d\udc69\u200d\ud83d\udcbb",
                "\u0634\u0631\u064a\u0641",
                "\u05d0\u05d1|\u202e1",
                "n\u0303",
                "\u00f1",
                " ",
                "x".repeat(200));
        for (var id : ids) {
            produce("any", "{\"type\":\"page\",\"userId\":" + new ObjectMapper().writeValueAsString(id) + "}");
        }
        for (var id : ids) {
            var answered = patiently()
                    .until(
                            () -> node.profile(URLEncoder.encode("user_id:" + id, StandardCharsets.UTF_8)
                                    .replace("+", "%20")),
                            answer -> answer.statusCode() == 200);
            assertThat(json(answered.body()).get("id").asText()).isEqualTo("user_id:" + id);
            patiently().until(() -> warehouse().getOrDefault("user_id:" + id, 0L) == 1);
        }
    }

    @Test
    void what_is_refused_is_seen_mended_and_replayed_by_the_command_line() throws Exception {
        var node = founder();
        produce("ava", "{\"messageId\":\"q-1\",\"type\":\"page\",\"secret\":\"ava@example.com\"}");
        var mended = Files.writeString(
                directory.resolve("mended.json"), "{\"messageId\":\"q-1\",\"type\":\"page\",\"userId\":\"mended\"}");

        patiently()
                .until(() ->
                        node.commandLine("quarantine", "list", "--topic", topic).contains("no_identity"));
        var listed = json(node.commandLine("quarantine", "list", "--topic", topic, "--json")
                .replaceFirst("status 0$", ""));
        var id = listed.at("/records/0/id").asText();
        var shown = node.commandLine("quarantine", "show", id);
        var replayed = node.commandLine("quarantine", "replay", id, "--value", mended.toString());

        assertThat(shown).contains("ava@example.com").endsWith("status 0");
        assertThat(replayed).isEqualTo(id + " was sent again\nstatus 0");
        patiently().until(() -> total(node.profile("mended").body()) == 1);
        assertThat(node.commandLine("quarantine", "replay", id))
                .contains(id + ":", "No record waits")
                .endsWith("status 1");
        assertThat(node.commandLine("quarantine", "discard"))
                .contains("say which")
                .endsWith("status 2");
        assertThat(node.commandLine("status")).contains("lag ", "quarantine ");
    }

    @Test
    void a_node_killed_in_mid_stream_and_started_again_counts_everything_exactly_once() throws Exception {
        var node = founder();
        var expected = new Expected();
        feed(1, 4_000, expected);
        patiently().until(() -> applied(node) > 500);

        node.kill();
        feed(2, 2_000, expected);
        var next = founder();

        assertAllCountedOnce(next, expected);
    }

    @Test
    void customers_move_when_a_node_dies_or_stops_and_nothing_is_lost_or_doubled() throws Exception {
        var first = founder();
        var second = joining();
        var third = joining();
        var expected = new Expected();
        feedUntilItApplies(third, expected);
        produce(visits());
        produce(signIns());

        third.kill();
        feed(4, 3_000, expected);
        // Two of three survive a death; of two, only the one with the lower address would.
        assertVisitorsDid(second, VISITS_EACH + 1);
        assertAllCountedOnce(second, expected);
        try (var client = first.client()) {
            var seen = followed(client);
            var noticed = noticed(client);
            produce(travels());
            patiently().until(() -> noticed.size() == VISITORS && haveAllDone(seen, VISITS_EACH + 3));
            assertAReadWaitsWhereverItIsAsked(first, second);

            feedUntilItApplies(second, expected);
            second.close();

            assertAllCountedOnce(first, expected);
            assertVisitorsDid(first, VISITS_EACH + 3);
            produce(visitsOfTheKnown());
            patiently().until(() -> haveAllDone(seen, VISITS_EACH + 4));
        }
    }

    /** Of these customers some live here and some there, and so it is with who reads the partition that tells of them. */
    private void assertAReadWaitsWhereverItIsAsked(ServiceNode... asked) throws Exception {
        for (int i = 0; i < WAITED_FOR; i++) {
            var id = "waited-for-" + i;
            var event = "{\"type\":\"page\",\"userId\":\"%s\",\"messageId\":\"m-%s\"}".formatted(id, id);
            var told = produced(record(id, event));
            for (var node : asked) {
                for (var after : List.of("m-" + id, topic + ":" + told.partition() + ":" + told.offset())) {
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
                .mapToObj(i -> record(
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
                .mapToObj(i -> record("visitor-" + i, "{\"type\":\"page\",\"userId\":\"visitor-%d\"}".formatted(i)))
                .toList();
    }

    /** What visitors did whom nobody knew yet. */
    private List<ProducerRecord<String, String>> visits() {
        return IntStream.range(0, VISITORS * VISITS_EACH)
                .mapToObj(i -> record(
                        "v" + i % VISITORS,
                        "{\"type\":\"page\",\"anonymousId\":\"v%d\",\"messageId\":\"visit-%d\"}"
                                .formatted(i % VISITORS, i)))
                .toList();
    }

    private List<ProducerRecord<String, String>> signIns() {
        return IntStream.range(0, VISITORS)
                .mapToObj(i -> record(
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
        var first = founder();
        var second = joining();
        var filling = "x".repeat(30_000);
        for (int customer = 0; customer < 8; customer++) {
            for (int i = 0; i < 40; i++) {
                produce(
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

    /** Again and again, since a node that has just become ready may be given its partitions when all is consumed. */
    private void feedUntilItApplies(ServiceNode node, Expected expected) {
        var seed = new AtomicLong(nodes.indexOf(node) * 1_000L);
        double before = applied(node);
        patiently().until(() -> {
            feed(seed.incrementAndGet(), 300, expected);
            return applied(node) > before + 100;
        });
    }

    private static double applied(ServiceNode node) {
        try {
            return node.metric("live_profile_ingest_records", "applied");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertAllCountedOnce(ServiceNode node, Expected expected) throws Exception {
        try {
            patiently().until(() -> wrongRows(expected).isEmpty());
        } catch (ConditionTimeoutException e) {
            fail("Rows that are wrong: " + told(wrongRows(expected), node));
        }
        assertThat(warehouse().keySet()).noneMatch(id -> id.startsWith("anonymous_id:v"));
        for (var customer : expected.soundByKey().entrySet()) {
            // A customer on the move may be answered 503.
            patiently()
                    .untilAsserted(() -> assertThat(live(node, customer.getKey()))
                            .as(customer.getKey())
                            .isEqualTo(customer.getValue()));
        }
    }

    /** Of each customer whose row isn't right yet: what was told, and what the row says. */
    private Map<String, String> wrongRows(Expected expected) throws Exception {
        var rows = warehouse();
        var wrong = new TreeMap<String, String>();
        expected.soundByKey().forEach((customer, told) -> {
            long row = rows.getOrDefault("user_id:" + customer, 0L);
            if (row != told) {
                wrong.put(customer, told + " were told, the row has " + row);
            }
        });
        return wrong;
    }

    private static String told(Map<String, String> wrong, ServiceNode node) {
        return wrong.entrySet().stream()
                .limit(5)
                .map(each -> each.getKey() + ": " + each.getValue() + ", the profile " + live(node, each.getKey()))
                .collect(Collectors.joining("; "));
    }

    private static long live(ServiceNode node, String customer) {
        try {
            return total(node.profile(customer).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServiceNode founder() throws IOException {
        return added(ServiceNode.founder(surroundings));
    }

    private ServiceNode joining() throws IOException {
        return added(ServiceNode.joining(surroundings));
    }

    private ServiceNode added(ServiceNode node) {
        nodes.add(node);
        return node.awaitReady();
    }

    /** Each seed has message ids of its own. */
    private void feed(long seed, int records, Expected expected) throws Exception {
        var day = new ShopDay(seed, CUSTOMERS, records, DAY);
        try (var feed = new KafkaFeed(SharedServers.kafka().bootstrap(), topic)) {
            feed.atFullSpeed(new Iterator<WorkloadRecord>() {
                @Override
                public boolean hasNext() {
                    return day.hasNext();
                }

                @Override
                public WorkloadRecord next() {
                    return expected.count(day.next());
                }
            });
        }
    }

    private ProducerRecord<String, String> record(String key, String value) {
        return new ProducerRecord<>(topic, key, value);
    }

    private void produce(String key, String value) {
        produce(List.of(record(key, value)));
    }

    private void produce(List<ProducerRecord<String, String>> records) {
        try (var producer = producer()) {
            records.forEach(producer::send);
        }
    }

    private static RecordMetadata produced(ProducerRecord<String, String> record) throws Exception {
        try (var producer = producer()) {
            return producer.send(record).get();
        }
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedServers.kafka().bootstrap(), "max.request.size", 10_000_000),
                new StringSerializer(),
                new StringSerializer());
    }

    private Map<String, Long> warehouse() throws Exception {
        var url = SharedServers.postgres().jdbcUrl().replace("/postgres?", "/" + surroundings.database() + "?");
        try (var connection = DriverManager.getConnection(url);
                var rows = connection
                        .createStatement()
                        .executeQuery("select customer_id, interactions from warehouse.customer_profile")) {
            var interactions = new HashMap<String, Long>();
            while (rows.next()) {
                interactions.put(rows.getString(1), rows.getLong(2));
            }
            return interactions;
        }
    }

    private static long total(String profile) throws IOException {
        return total(json(profile));
    }

    private static long total(JsonNode profile) {
        long total = 0;
        for (var count : profile.path("counts")) {
            total += count.asLong();
        }
        return total;
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(90))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
