package io.liveprofile.server.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.server.ServiceNode;
import io.liveprofile.server.ServiceNode.Surroundings;
import io.liveprofile.server.outreach.Outreach.Letter;
import java.io.IOException;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole service judges: silence ends in a letter, payments don't slip under a limit, people have the last word. */
class OutreachIT {
    private static final Logger LOG = LoggerFactory.getLogger(OutreachIT.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** By the service's own rules, of a customer who came every day. */
    private static final Duration TO_HIGH = Duration.ofDays(6);

    /** Too few for falling activity to count: silence alone decides. */
    private static final int VISITS = 9;

    private static final int PARTITIONS = 3;

    private static final int PAYMENTS = 8;
    private static final int ALLOWED = 4;

    private final String name = "events_" + UUID.randomUUID().toString().replace("-", "");
    private final String signals = name + "-signals";
    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private final List<Thread> consumers = new ArrayList<>();
    private ServiceNode node;

    @BeforeEach
    void start() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic(name, PARTITIONS, (short) 1),
                            new NewTopic(name + "-quarantine", 1, (short) 1),
                            new NewTopic(signals, 3, (short) 1),
                            new NewTopic(name + "-profiles", 3, (short) 1)))
                    .all()
                    .get();
        }
        var server = SharedServers.postgres();
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        node = ServiceNode.founder(
                        Surroundings.of(
                                SharedServers.kafka().bootstrap(), name, name, server.host(), server.port(), name),
                        "-Dlive-profile.ingest.quarantine-topic=" + name + "-quarantine",
                        "-Dlive-profile.projections.topics.signals=" + signals,
                        "-Dlive-profile.projections.topics.profiles=" + name + "-profiles")
                .awaitReady();
    }

    @AfterEach
    void stop() {
        consumers.forEach(Thread::interrupt);
        node.close();
    }

    @Test
    void who_goes_quiet_gets_one_letter_and_who_is_dismissed_is_trusted_again() throws Exception {
        var crossing = Instant.now().plusSeconds(8);
        quietFrom("ava", crossing.minus(TO_HIGH));
        othersAreThere();
        reachOut("first");

        await().atMost(PATIENCE).until(() -> letters.size() == 1);
        LOG.info(
                "From the crossing to the letter: {} ms",
                Duration.between(crossing, Instant.now()).toMillis());
        var letter = letters.getFirst();
        assertThat(letter.customer()).isEqualTo("user_id:ava");
        assertThat(letter.reasons().path(0).path("name").asText()).isEqualTo("silence");
        var ava = node.json("/v1/profiles/ava");
        assertThat(ava.path("churn").path("level").asText()).isEqualTo("high");
        assertThat(sum(ava.path("churn").path("reasons")))
                .isEqualTo(ava.path("churn").path("score").asInt());

        decisions();
        impossibleTravelIsDismissed();

        // All that was told is read again from the beginning, by one who remembers what was acted upon.
        consumers.getFirst().interrupt();
        assertThat(letters).hasSize(1);
    }

    /** Eight payments at once: four may pass, whichever they are. */
    private void decisions() throws Exception {
        var answers = IntStream.range(0, PAYMENTS)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> decided("p-" + n)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(answer -> answer.path("decision").asText())
                .toList();

        assertThat(answers).filteredOn("allow"::equals).hasSize(ALLOWED);
        assertThat(answers).filteredOn("deny"::equals).hasSize(PAYMENTS - ALLOWED);
        for (int n = 0; n < PAYMENTS; n++) {
            assertThat(decided("p-" + n).path("decision").asText()).isEqualTo(answers.get(n));
        }
        assertThat(node.send("POST", "/v1/profiles/cara/decisions/payment", "{\"decisionId\": \"x\"}")
                        .body())
                .contains("/amount is needed");
    }

    private JsonNode decided(String id) {
        try {
            return JSON.readTree(node.send(
                            "POST",
                            "/v1/profiles/cara/decisions/payment",
                            "{\"decisionId\": \"" + id + "\", \"amount\": {\"currency\": \"EUR\", \"cents\": 1999}}")
                    .body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void impossibleTravelIsDismissed() throws Exception {
        var now = Instant.now();
        signIn("bob", now.minusSeconds(1_000), 52.52, 13.40);
        signIn("bob", now.minusSeconds(100), 35.68, 139.69);
        await().atMost(PATIENCE).until(() -> fraudLevel("bob").equals("high"));
        var signal = node.json("/v1/profiles/bob/signals").path("signals").path(0);
        assertThat(signal.path("kind").asText()).isEqualTo("impossible_travel");

        node.post("/v1/profiles/bob/signals/" + signal.path("id").asText() + ":dismiss");

        assertThat(fraudLevel("bob")).isEqualTo("low");
        assertThat(node.json("/v1/profiles/bob/signals")
                        .path("signals")
                        .path(0)
                        .path("review")
                        .path("verdict")
                        .asText())
                .isEqualTo("dismissed");
    }

    private String fraudLevel(String id) throws IOException {
        return node.json("/v1/profiles/" + id).path("fraud").path("level").asText();
    }

    private static int sum(JsonNode reasons) {
        int sum = 0;
        for (var reason : reasons) {
            sum += reason.path("points").asInt();
        }
        return sum;
    }

    private void reachOut(String group) {
        var outreach = new Outreach(letters::add);
        consumers.add(Thread.ofVirtual().start(() -> {
            try {
                outreach.run(SharedServers.kafka().bootstrap(), signals, name + group);
            } catch (Exception interrupted) {
                LOG.debug("The outreach has ended", interrupted);
            }
        }));
    }

    private void quietFrom(String user, Instant last) {
        for (int i = 0; i < VISITS; i++) {
            tell(user, "Page Viewed", last.minus(Duration.ofDays(i)), "");
        }
    }

    /** Else the topic tells of long ago, and nobody is silent by what it doesn't tell. */
    private void othersAreThere() {
        try (var producer = producer()) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                var user = "other-" + partition;
                producer.send(
                        new ProducerRecord<>(name, partition, user, event(user, "Page Viewed", Instant.now(), "")));
            }
        }
    }

    private void signIn(String user, Instant at, double lat, double lon) {
        tell(user, "Signed In", at, ",\"context\":{\"geo\":{\"lat\":" + lat + ",\"lon\":" + lon + "}}");
    }

    private void tell(String user, String event, Instant at, String context) {
        try (var producer = producer()) {
            producer.send(new ProducerRecord<>(name, user, event(user, event, at, context)));
        }
    }

    private static String event(String user, String event, Instant at, String context) {
        return "{\"messageId\":\"" + UUID.randomUUID() + "\",\"type\":\"track\",\"event\":\"" + event
                + "\",\"userId\":\"" + user + "\",\"timestamp\":\"" + at + "\"" + context + "}";
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedServers.kafka().bootstrap()),
                new StringSerializer(),
                new StringSerializer());
    }
}
