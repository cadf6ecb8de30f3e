package io.liveprofile.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.profile.wire.StoredSerializer;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import io.liveprofile.sealing.MasterKey;
import io.liveprofile.sealing.SealedValue;
import io.liveprofile.sealing.SubjectKeys;
import io.liveprofile.server.ServiceNode;
import io.liveprofile.server.ServiceNode.Surroundings;
import io.r2dbc.spi.ConnectionFactories;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The proof: values are planted in every personal field, in what no schema names and in broken records, and are nowhere
 * in clear; after an erasure that outlives a crash nobody can open them, and another customer has lost nothing.
 */
class PrivacyIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String run =
            "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String privacy = run + "-privacy";
    private final String profiles = run + "-profiles";
    private final List<String> written = List.of(run + "-quarantine", profiles, run + "-signals");
    private final Instant begun = Instant.now();

    private final String ava = "ava-" + run;
    private final String mia = "mia-" + run;
    private final String noah = "noah-" + run;
    private final String browser = "browser-" + run;
    private final Planted ofAva = new Planted("ava" + run, ava);
    private final Planted ofMia = new Planted("mia" + run, mia);
    private final Planted ofNoah = new Planted("noah" + run, noah);
    private final Planted ofNobody = new Planted("nobody" + run, "");

    private Surroundings surroundings;
    private int told;
    private int ids;

    @BeforeEach
    void createTopicsAndDatabase() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            var topics = new ArrayList<>(List.of(new NewTopic(run, 3, (short) 1), new NewTopic(privacy, 1, (short) 1)));
            written.forEach(topic ->
                    topics.add(new NewTopic(topic, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))));
            admin.createTopics(topics).all().get();
        }
        var server = SharedServers.postgres();
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database " + run);
        }
        surroundings = Surroundings.of(SharedServers.kafka().bootstrap(), run, run, server.host(), server.port(), run);
    }

    private ServiceNode node() throws Exception {
        return ServiceNode.founder(
                        surroundings,
                        "-Dlive-profile.ingest.quarantine-topic=" + run + "-quarantine",
                        "-Dlive-profile.ingest.privacy-requests-topic=" + privacy,
                        "-Dlive-profile.projections.topics.profiles=" + profiles,
                        "-Dlive-profile.projections.topics.signals=" + run + "-signals")
                .awaitReady();
    }

    @Test
    void nothing_planted_is_kept_in_clear_and_after_an_erasure_through_a_crash_nobody_opens_it() throws Exception {
        String untouched;
        String email;
        long ofOthers = 0;
        try (var first = node()) {
            tellEverything();
            awaitEverything(first);
            assertThatItIsHeld(first);
            assertThatNothingIsInClear(first);
            assertThat(openable(ava)).isPositive();
            untouched = facts(first, noah);
            email = email(first, ava);
            ofOthers = openable(noah);

            first.post("/v1/projections/interaction:pause");
            erase(first);
            first.kill();
        }
        try (var second = node()) {
            assertThat(second.json("/v1/erasures/by-hand").get("waitingFor").asText())
                    .isEqualTo("projections: interaction");
            second.post("/v1/projections/interaction:resume");
            for (var request : List.of("by-hand", "by-topic")) {
                patiently()
                        .until(() -> second.json("/v1/erasures/" + request)
                                .get("complete")
                                .asBoolean());
            }

            assertThatItIsGone(second);
            assertThatNothingIsInClear(second);
            assertThat(openable(ava)).isZero();
            assertThat(openable(browser)).isZero();
            assertThat(openable(mia)).isZero();
            assertThat(openable(noah)).isEqualTo(ofOthers).isPositive();
            assertThat(facts(second, noah)).isEqualTo(untouched);
            assertThat(second.json("/v1/profiles?email=" + email).get("profiles"))
                    .isEmpty();
            assertThatNothingComesBack(second);
        }
    }

    private void tellEverything() throws Exception {
        var records = new ArrayList<String>();
        for (var planted : List.of(ofAva, ofMia, ofNoah)) {
            planted.records().forEach(record -> records.add(record.toString()));
        }
        records.add(unknown(ofAva, "userId", ava).toString());
        records.add(unknown(ofAva, "anonymousId", browser).toString());
        records.add(unknown(ofAva, "userId", ava).put("anonymousId", browser).toString());
        // Broken in one place, personal in others; without anybody; no JSON at all.
        records.add(unknown(ofAva, "userId", ava).put("timestamp", "soon").toString());
        records.add(unknown(ofNobody, "nobody", "x").toString());
        records.add("{\"email\": \"" + ofNobody.value() + "\", ");
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedServers.kafka().bootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            records.forEach(record -> producer.send(new ProducerRecord<>(run, 0, "any", record)));
        }
        told = records.size();
    }

    /** Of an interaction that no schema names. */
    private ObjectNode unknown(Planted planted, String idField, String id) {
        var record = JSON.createObjectNode();
        record.put("type", "track").put("event", "Something Else").put("messageId", "u-" + run + ++ids);
        record.put(idField, id);
        record.putObject("properties")
                .put("one", planted.value())
                .putObject("deep")
                .put("two", planted.value());
        record.putObject("context").put("three", planted.value());
        return record;
    }

    private void awaitEverything(ServiceNode node) throws Exception {
        patiently().until(() -> node.metric("live_profile_ingest_records", "verdict") >= told);
        patiently()
                .until(() -> node.json("/v1/profiles/" + ava)
                        .at("/links/0/outcome")
                        .asText()
                        .equals("merged"));
        for (var id : List.of(ava, mia, noah)) {
            patiently().until(() -> found(node, email(node, id)).equals("user_id:" + id));
        }
        patiently()
                .until(() ->
                        sum("select count(*) from look_again.due where customer_id like 'user_id:%" + run + "'") == 3);
        patiently()
                .until(() ->
                        sum("select count(*) from warehouse.identity_link where customer_id = 'user_id:" + ava + "'")
                                == 1);
    }

    private static String facts(ServiceNode node, String id) throws Exception {
        var profile = node.json("/v1/profiles/" + id);
        return profile.get("stateHash") + " " + profile.get("traits");
    }

    private static String email(ServiceNode node, String id) throws Exception {
        return node.json("/v1/profiles/" + id).at("/traits/email").asText();
    }

    private static String found(ServiceNode node, String email) throws Exception {
        return node.json("/v1/profiles?email=" + email).at("/profiles/0/id").asText();
    }

    /** Else the scan would prove nothing: each value that was planted comes back to whoever may see it. */
    private void assertThatItIsHeld(ServiceNode node) throws Exception {
        var export = node.profile(ava + "/export").body();
        var quarantined = new StringBuilder();
        for (var record : node.json("/v1/quarantine").get("records")) {
            quarantined.append(node.json("/v1/quarantine/" + record.get("id").asText()));
        }
        assertThat(ofAva.values())
                .hasSizeGreaterThan(500)
                .allSatisfy(value -> assertThat(export + quarantined).contains(value));
        assertThat(ofNobody.values())
                .allSatisfy(value -> assertThat(quarantined).contains(value));
    }

    private void assertThatNothingIsInClear(ServiceNode node) throws Exception {
        var needles = new ArrayList<String>();
        List.of(ofAva, ofMia, ofNoah, ofNobody).forEach(planted -> needles.addAll(planted.needles()));

        var scan = Scan.of(needles)
                .database(url())
                .topics(SharedServers.kafka().bootstrap(), written)
                .files(Path.of(text("show data_directory")), begun)
                .files(kafkaFolder(), file -> !isIndex(file) && !isTheProducers(file), begun)
                .text("log", node.output());

        assertThat(scan.found()).isEmpty();
        assertThat(scan.places()).isGreaterThan(200);
        // Where it must be found, it is: the files of the producers' own topic.
        assertThat(Scan.of(needles)
                        .files(kafkaFolder(), file -> !isIndex(file) && isTheProducers(file), begun)
                        .found())
                .isNotEmpty();
    }

    private static Path kafkaFolder() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            var broker = admin.describeCluster().nodes().get().iterator().next().id();
            var folders = admin.describeLogDirs(List.of(broker))
                    .allDescriptions()
                    .get()
                    .get(broker)
                    .keySet();
            assertThat(folders).hasSize(1);
            return Path.of(folders.iterator().next());
        }
    }

    /** Nothing but numbers, with much room for more of them. */
    private static boolean isIndex(Path file) {
        return file.toString().endsWith("index");
    }

    /** Each partition has a folder. */
    private boolean isTheProducers(Path file) {
        return file.getParent().getFileName().toString().matches(run + "-\\d+");
    }

    private void erase(ServiceNode node) throws Exception {
        var accepted = node.send(
                "DELETE",
                "/v1/profiles/anonymous_id:" + browser,
                "{\"requestId\": \"by-hand\", \"reason\": \"asked by mail\"}");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedServers.kafka().bootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(
                    privacy,
                    "{\"requestId\":\"by-topic\",\"action\":\"erase\",\"id\":\"" + mia + "\",\"reason\":\"by mail\"}"));
        }
        for (var request : List.of("by-hand", "by-topic")) {
            patiently()
                    .until(() -> node.json("/v1/erasures/" + request)
                            .path("waitingFor")
                            .asText()
                            .equals("projections: interaction"));
        }
    }

    private void assertThatItIsGone(ServiceNode node) throws Exception {
        var receipt = node.json("/v1/erasures/by-hand");
        assertThat(receipt.get("tombstones"))
                .extracting(each -> each.get("id").asText())
                .containsExactly("user_id:" + ava, "anonymous_id:" + browser);
        assertThat(receipt.get("rows").properties())
                .extracting(Map.Entry::getKey)
                .contains(
                        "warehouse.customer_profile",
                        "warehouse.interaction",
                        "warehouse.identity_link",
                        "search.lookup",
                        "search.customer",
                        "search.seen",
                        "look_again.due");
        for (var id : List.of(ava, "anonymous_id:" + browser, mia)) {
            for (var part : List.of("", "/export", "/timeline", "?at=1", "/signals")) {
                assertThat(node.profile(id + part).statusCode()).as(id + part).isEqualTo(410);
            }
        }
        assertThat(rowsOf(ava) + rowsOf(mia)).isZero();
        assertThat(sum("select count(*) from sealing.subject_key where wrapped is null"))
                .isEqualTo(3);
        for (var record : node.json("/v1/quarantine").get("records")) {
            var id = record.get("id").asText();
            var customer = record.path("customer").asText();
            boolean isErased = customer.contains(ava) || customer.contains(mia);
            assertThat(node.json("/v1/quarantine/" + id).path("erased").asBoolean())
                    .isEqualTo(isErased);
        }
    }

    /** What comes later, and what is built anew from the journal. */
    private void assertThatNothingComesBack(ServiceNode node) throws Exception {
        node.track(unknown(ofAva, "userId", ava).toString());
        patiently().until(() -> node.metric("live_profile_ingest_skipped_records", "reason=\"erased\"") >= 1);
        node.send("POST", "/v1/projections/interaction:rebuild", "");
        node.send("POST", "/v1/projections/signal:rebuild", "");
        for (var projection : List.of("interaction", "signal")) {
            patiently().until(() -> !node.json("/v1/projections/" + projection).has("rebuilding"));
        }

        assertThat(node.profile(ava).statusCode()).isEqualTo(410);
        assertThat(rowsOf(ava) + rowsOf(mia)).isZero();
        assertThat(rowsOf(noah)).isPositive();
        node.assertAccounted();
    }

    private long rowsOf(String id) throws SQLException {
        long rows = 0;
        for (var table : List.of(
                "warehouse.customer_profile",
                "warehouse.interaction",
                "warehouse.signal",
                "warehouse.identity_link",
                "warehouse.segment_membership",
                "search.lookup",
                "search.customer",
                "search.seen",
                "look_again.due")) {
            rows += sum("select count(*) from " + table + " where customer_id = 'user_id:" + id + "'");
        }
        return rows;
    }

    /** How many sealed values in a customer's journal the key store opens. */
    private long openable(String id) throws Exception {
        var sealed = new ArrayList<SealedValue>();
        var serializer = new StoredSerializer(FoldRules.DEFAULT);
        try (var connection = DriverManager.getConnection(url());
                var rows = connection
                        .createStatement()
                        .executeQuery("select event_payload from event_journal where event_ser_manifest = 'observed.1'"
                                + " and persistence_id like '%" + id + "'")) {
            while (rows.next()) {
                ((Observed) serializer.fromBinary(rows.getBytes(1), "observed.1"))
                        .interactions()
                        .forEach(interaction -> collect("", interaction.fields(), sealed));
            }
        }
        assertThat(sealed).isNotEmpty();
        var server = SharedServers.postgres();
        return SubjectKeys.start(
                        ConnectionFactories.get(server.r2dbcUrl().replaceFirst("/[^/]*$", "/" + run)),
                        MasterKey.parse(ServiceNode.MASTER_KEY),
                        1_000)
                .thenCompose(keys -> keys.open(sealed))
                .thenApply(opened -> opened.stream().filter(Optional::isPresent).count())
                .toCompletableFuture()
                .join();
    }

    private static void collect(String prefix, Fields fields, List<SealedValue> sealed) {
        fields.forEach((path, value) -> {
            switch (value) {
                case Value.Sealed(var bytes) -> sealed.add(new SealedValue(prefix + path, bytes));
                case Value.Listing(var entries) ->
                    entries.forEach(entry -> collect(prefix + path + "[].", entry, sealed));
                case Value.Text _, Value.Number _, Value.Flag _ -> {}
            }
        });
    }

    private long sum(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url());
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private String url() {
        return SharedServers.postgres().jdbcUrl().replace("/postgres?", "/" + run + "?");
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions();
    }
}
