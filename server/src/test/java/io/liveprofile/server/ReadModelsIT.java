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
import org.junit.jupiter.api.Test;

/** What follows the journal in a whole node, beside the independent computation; told and mended by the command line. */
class ReadModelsIT {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final int VISITORS = 20;

    private final String run = "r" + UUID.randomUUID().toString().replace("-", "");
    private final String profiles = run + "-profiles";
    private final String signals = run + "-signals";

    @Test
    void tables_and_topics_agree_with_what_was_told_and_a_rebuild_mends_them_while_records_come_in() throws Exception {
        createTopics();
        sql("postgres", "create database " + run);
        var server = SharedServers.postgres();
        var surroundings =
                Surroundings.of(SharedServers.kafka().bootstrap(), run, run, server.host(), server.port(), run);
        try (var node = ServiceNode.founder(
                surroundings,
                "-Dlive-profile.ingest.quarantine-topic=" + run + "-quarantine",
                "-Dlive-profile.projections.topics.profiles=" + profiles,
                "-Dlive-profile.projections.topics.signals=" + signals)) {
            node.awaitReady();
            feed(1, 3_000);
            visitsAndSignIns();

            assertThat(reconcile(node)).contains(", 0 don't").endsWith("status 0");
            assertEachInteractionHasOneRow();
            assertThatTheTopicHoldsEachProfile();

            sql(run, "update warehouse.customer_profile set orders = 99 where customer_id = 'user_id:visitor-3'");
            sql(run, "delete from warehouse.customer_profile where customer_id = 'user_id:visitor-4'");
            assertThat(reconcile(node))
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
            assertThat(reconcile(node)).contains(", 0 don't").endsWith("status 0");
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
    }

    private void createTopics() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic(run, 4, (short) 1),
                            new NewTopic(run + "-quarantine", 1, (short) 1),
                            new NewTopic(profiles, 2, (short) 1),
                            new NewTopic(signals, 2, (short) 1)))
                    .all()
                    .get();
        }
    }

    private String reconcile(ServiceNode node) throws IOException {
        var server = SharedServers.postgres();
        return node.commandLine(
                "reconcile",
                "--topic",
                run,
                "--kafka",
                SharedServers.kafka().bootstrap(),
                "--postgres",
                "postgresql://" + server.user() + ":" + server.password() + "@" + server.host() + ":" + server.port()
                        + "/" + run,
                "--records-max",
                "2000");
    }

    private void feed(long seed, int records) {
        try (var feed = new KafkaFeed(SharedServers.kafka().bootstrap(), run)) {
            feed.atFullSpeed(new ShopDay(seed, 300, records, DAY));
        }
    }

    private void visitsAndSignIns() {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedServers.kafka().bootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < VISITORS; i++) {
                producer.send(new ProducerRecord<>(run, "v" + i, """
                    {"type":"page","anonymousId":"v%1$d","messageId":"visit-%1$d","timestamp":"2026-11-20T10:00:00Z"}\
                    """.formatted(i)));
                producer.send(new ProducerRecord<>(run, "visitor-" + i, """
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
                        run + "-test",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(profiles));
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

    private Map<String, Long> figures(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(run));
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
