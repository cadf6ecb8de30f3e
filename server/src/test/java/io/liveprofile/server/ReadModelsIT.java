package io.liveprofile.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.embedded.SharedServers;
import io.liveprofile.loadtest.workload.KafkaFeed;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.server.ServiceNode.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What follows the journal in a whole node, beside the independent computation; told and mended by the command line. */
class ReadModelsIT {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final int VISITORS = 20;

    private static final List<String> TABLES =
            List.of("customer-profile", "interaction", "identity-link", "signal", "segment-membership", "search");

    private static final String RUN = "r" + UUID.randomUUID().toString().replace("-", "");
    private static final String PROFILES = RUN + "-profiles";
    private static final String SIGNALS = RUN + "-signals";

    private static ServiceNode node;

    @BeforeAll
    static void start() throws Exception {
        createTopics();
        sql("postgres", "create database " + RUN);
        var server = SharedServers.postgres();
        node = ServiceNode.founder(
                        Surroundings.of(SharedServers.kafka().bootstrap(), RUN, RUN, server.host(), server.port(), RUN),
                        "-Dlive-profile.ingest.quarantine-topic=" + RUN + "-quarantine",
                        "-Dlive-profile.projections.topics.profiles=" + PROFILES,
                        "-Dlive-profile.projections.topics.signals=" + SIGNALS,
                        "-Dlive-profile.privacy.after-erasure=start-anew")
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void tables_and_topics_agree_with_what_was_told_and_a_rebuild_mends_them_while_records_come_in() throws Exception {
        feed(1, 3_000);
        visitsAndSignIns();

        assertThat(reconcile()).contains(", 0 don't").endsWith("status 0");
        assertEachInteractionHasOneRow();
        assertThatTheTopicHoldsEachProfile();

        sql(RUN, "update warehouse.customer_profile set orders = 99 where customer_id = 'user_id:visitor-3'");
        sql(RUN, "delete from warehouse.customer_profile where customer_id = 'user_id:visitor-4'");
        assertThat(reconcile())
                .contains(
                        "2 don't",
                        "user_id:visitor-3: warehouse.orders is 99, must be 0",
                        "user_id:visitor-4: warehouse is missing, must be a row")
                .endsWith("status 1");

        var traffic = Thread.ofVirtual().start(() -> feed(2, 2_000));
        assertThat(node.commandLine("projections", "rebuild", "customer-profile", "--wait"))
                .contains("the new tables are read")
                .endsWith("status 0");
        traffic.join();
        assertThat(reconcile()).contains(", 0 don't").endsWith("status 0");
        assertThat(node.commandLine("projections", "list"))
                .contains(
                        "customer-profile ",
                        "customer-profiles ",
                        "customer-signals ",
                        "identity-link ",
                        "interaction ",
                        "search ",
                        "segment-membership ",
                        "signal ")
                .doesNotContain("failing");
    }

    private static void createTopics() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic(RUN, 4, (short) 1),
                            new NewTopic(RUN + "-quarantine", 1, (short) 1),
                            new NewTopic(PROFILES, 2, (short) 1),
                            new NewTopic(SIGNALS, 2, (short) 1)))
                    .all()
                    .get();
        }
    }

    private String reconcile() throws IOException {
        var server = SharedServers.postgres();
        return node.commandLine(
                "reconcile",
                "--topic",
                RUN,
                "--kafka",
                SharedServers.kafka().bootstrap(),
                "--postgres",
                "postgresql://" + server.user() + ":" + server.password() + "@" + server.host() + ":" + server.port()
                        + "/" + RUN,
                "--records-max",
                "2000");
    }

    private void feed(long seed, int records) {
        try (var feed = new KafkaFeed(SharedServers.kafka().bootstrap(), RUN)) {
            feed.atFullSpeed(new ShopDay(seed, 300, records, DAY));
        }
    }

    @Test
    void who_was_erased_begins_anew_by_what_happens_from_then_on_alone() throws Exception {
        var old = List.of(
                returning("identify", "old-1", "2026-11-20T10:00:00Z"),
                returning("page", "old-2", "2026-11-20T10:01:00Z"),
                "{\"type\":\"page\",\"anonymousId\":\"her-phone\",\"messageId\":\"old-3\","
                        + "\"timestamp\":\"2026-11-20T09:00:00Z\"}");
        tell(old);
        patiently()
                .until(() -> node.json("/v1/profiles/returning")
                        .at("/links/0/outcome")
                        .asText()
                        .equals("merged"));

        eraseByCommandLine();
        assertThat(node.profile("returning").statusCode()).isEqualTo(404);
        var skipped = node.metric("live_profile_ingest_skipped_records", "reason=\"erased\"");
        tell(old);
        patiently().until(() -> node.metric("live_profile_ingest_skipped_records", "reason=\"erased\"") == skipped + 3);
        assertThat(node.profile("returning").statusCode()).isEqualTo(404);

        tell(List.of(returning("page", "new-1", Instant.now().toString())));
        patiently()
                .until(() -> node.json("/v1/profiles/returning")
                        .at("/links/0/outcome")
                        .asText()
                        .equals("merged"));
        assertThatTheNewLifeIsAllThereIs();
        for (var table : TABLES) {
            node.send("POST", "/v1/projections/" + table + ":rebuild", "");
        }
        for (var table : TABLES) {
            patiently().until(() -> !node.json("/v1/projections/" + table).has("rebuilding"));
        }
        assertThatTheNewLifeIsAllThereIs();
        assertThat(reconcile()).contains(", 0 don't").endsWith("status 0");
        node.assertAccounted();
    }

    private static void eraseByCommandLine() throws Exception {
        assertThat(node.commandLine("erase", "returning")).contains("--reason").endsWith("status 2");
        assertThat(node.commandLine(
                        "erase", "returning", "--reason", "asked by mail", "--request-id", "dsr-1", "--wait"))
                .containsPattern("dsr-1 +complete +user_id:returning")
                .endsWith("status 0");
        assertThat(node.commandLine("erase", "somebody", "--reason", "asked by mail", "--request-id", "dsr-1"))
                .contains("live-profile: ", "another customer")
                .endsWith("status 1");
        assertThat(node.commandLine("erasures"))
                .containsPattern("dsr-1 +complete +user_id:returning")
                .endsWith("status 0");
        assertThat(node.commandLine("erasures", "dsr-1"))
                .contains("\"complete\" : true", "\"id\" : \"anonymous_id:her-phone\"", "\"reopenedAt\" : \"")
                .endsWith("status 0");
        assertThat(node.commandLine("erasures", "dsr-2"))
                .contains("No erasure has this request id")
                .endsWith("status 1");
    }

    private static void assertThatTheNewLifeIsAllThereIs() throws Exception {
        patiently().untilAsserted(() -> {
            assertThat(figures("select customer_id, interactions from warehouse.customer_profile where customer_id in"
                            + " ('user_id:returning', 'anonymous_id:her-phone')"))
                    .isEqualTo(Map.of("user_id:returning", 1L));
            assertThat(figures("select message_id, 1 from warehouse.interaction where customer_id in"
                            + " ('user_id:returning', 'anonymous_id:her-phone')"))
                    .containsOnlyKeys("new-1");
            assertThat(figures("select anonymous_id, 1 from warehouse.identity_link where customer_id ="
                            + " 'user_id:returning'"))
                    .containsOnlyKeys("anonymous_id:her-phone");
            assertThat(figures("select customer_id, 1 from search.lookup where customer_id = 'user_id:returning'"))
                    .isEmpty();
            assertThat(figures("select customer_id, 1 from search.customer where customer_id = 'user_id:returning'"))
                    .hasSize(1);
        });
        var profile = node.json("/v1/profiles/returning");
        assertThat(profile.at("/counts")).hasSize(1);
        assertThat(profile.path("traits")).isEmpty();
        assertThat(node.profile("returning?at=1").statusCode()).isEqualTo(410);
        assertThat(node.profile("returning?at=2026-11-20T11:00:00Z").statusCode())
                .isEqualTo(410);
        assertThat(node.profile("anonymous_id:her-phone?at=1").statusCode()).isEqualTo(410);
        assertThat(node.profile("returning?at=" + profile.get("sequence")).statusCode())
                .isEqualTo(200);
        assertThat(node.profile("returning/timeline").body()).contains("new-1").doesNotContain("old-");
        assertThat(node.profile("returning/export").body())
                .contains("\"reopened\"", "new-1")
                .doesNotContain("old-", "returning@example.com");
    }

    private static String returning(String type, String messageId, String timestamp) {
        return "{\"type\":\"%s\",\"userId\":\"returning\",\"anonymousId\":\"her-phone\",\"messageId\":\"%s\","
                        .formatted(type, messageId)
                + (type.equals("identify") ? "\"traits\":{\"email\":\"returning@example.com\"}," : "")
                + "\"timestamp\":\"" + timestamp + "\"}";
    }

    private static void tell(List<String> records) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedServers.kafka().bootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            records.forEach(record -> producer.send(new ProducerRecord<>(RUN, "returning", record)));
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions();
    }

    private void visitsAndSignIns() {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedServers.kafka().bootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < VISITORS; i++) {
                producer.send(new ProducerRecord<>(RUN, "v" + i, """
                    {"type":"page","anonymousId":"v%1$d","messageId":"visit-%1$d","timestamp":"2026-11-20T10:00:00Z"}\
                    """.formatted(i)));
                producer.send(new ProducerRecord<>(RUN, "visitor-" + i, """
                    {"type":"track","event":"Signed In","userId":"visitor-%1$d","anonymousId":"v%1$d",\
                    "messageId":"sign-in-%1$d","timestamp":"2026-11-20T10:01:00Z"}\
                    """.formatted(i)));
            }
        }
    }

    private void assertEachInteractionHasOneRow() throws SQLException {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                figures("select customer_id, count(*) from warehouse.interaction group by customer_id"))
                        .isEqualTo(figures("select customer_id, interactions from warehouse.customer_profile")));
        assertThat(figures("select customer_id, 2 from warehouse.identity_link where outcome = 'merged'"
                        + " and customer_id like 'user_id:visitor-%'"))
                .hasSize(VISITORS);
        assertThat(figures("select customer_id, interactions from warehouse.customer_profile"
                        + " where customer_id like 'user_id:visitor-%'"))
                .hasSize(VISITORS)
                .allSatisfy((_, interactions) -> assertThat(interactions).isEqualTo(2));
    }

    /** After compaction: the last record of each customer, and none of those that have merged away. */
    private void assertThatTheTopicHoldsEachProfile() {
        var newest = new HashMap<String, String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        SharedServers.kafka().bootstrap(),
                        "group.id",
                        RUN + "-test",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(PROFILES));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> newest.put(record.key(), record.value()));
                newest.values().removeIf(value -> value == null);
                assertThat(newest.keySet())
                        .isEqualTo(figures("select customer_id, 0 from warehouse.customer_profile")
                                .keySet());
            });
        }
        assertThat(newest.get("user_id:visitor-3").getBytes(StandardCharsets.UTF_8))
                .asString()
                .contains("\"interactions\":2");
    }

    private static Map<String, Long> figures(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(RUN));
                var rows = connection.createStatement().executeQuery(sql)) {
            var figures = new TreeMap<String, Long>();
            while (rows.next()) {
                figures.put(rows.getString(1), rows.getLong(2));
            }
            return figures;
        }
    }

    private static void sql(String database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(database));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String url(String database) {
        return SharedServers.postgres().jdbcUrl().replace("/postgres?", "/" + database + "?");
    }
}
