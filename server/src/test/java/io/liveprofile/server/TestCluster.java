package io.liveprofile.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.loadtest.workload.Expected;
import io.liveprofile.loadtest.workload.KafkaFeed;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.loadtest.workload.WorkloadRecord;
import io.liveprofile.server.ServiceNode.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/** The nodes of one test, on a topic and a database of their own; what is told to them, and what must come of it. */
final class TestCluster implements AutoCloseable {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final int CUSTOMERS = 2_000;
    private static final int PARTITIONS = 12;

    private final String name = "events_" + UUID.randomUUID().toString().replace("-", "");
    private final List<ServiceNode> nodes = new ArrayList<>();
    private final Surroundings surroundings;

    TestCluster() throws Exception {
        var topics = Stream.of(name, "customer-events-quarantine", "customer-profiles", "customer-signals")
                .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                .toList();
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            for (var created : admin.createTopics(topics).values().values()) {
                awaitExisting(created);
            }
        }
        var server = SharedServers.postgres();
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        surroundings =
                Surroundings.of(SharedServers.kafka().bootstrap(), name, name, server.host(), server.port(), name);
    }

    private static void awaitExisting(KafkaFuture<Void> created) throws Exception {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    String topic() {
        return name;
    }

    ServiceNode founder() throws IOException {
        return added(ServiceNode.founder(surroundings));
    }

    ServiceNode joining() throws IOException {
        return joining(1).getFirst();
    }

    /** All at once. */
    List<ServiceNode> joining(int count) throws IOException {
        var joining = new ArrayList<ServiceNode>();
        for (int i = 0; i < count; i++) {
            joining.add(ServiceNode.joining(surroundings));
        }
        nodes.addAll(joining);
        joining.forEach(ServiceNode::awaitReady);
        return joining;
    }

    private ServiceNode added(ServiceNode node) {
        nodes.add(node);
        return node.awaitReady();
    }

    @Override
    public void close() {
        nodes.stream().filter(ServiceNode::isAlive).forEach(ServiceNode::assertAccounted);
        nodes.forEach(ServiceNode::close);
    }

    /** Again and again, since a node that has just become ready may be given its partitions when all is consumed. */
    void feedUntilItApplies(ServiceNode node, Expected expected) {
        var seed = new AtomicLong(nodes.indexOf(node) * 1_000L);
        double before = applied(node);
        patiently().until(() -> {
            feed(seed.incrementAndGet(), 300, expected);
            return applied(node) > before + 100;
        });
    }

    static double applied(ServiceNode node) {
        try {
            return node.metric("live_profile_ingest_records", "applied");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void assertAllCountedOnce(ServiceNode node, Expected expected) throws Exception {
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

    /** Each seed has message ids of its own. */
    void feed(long seed, int records, Expected expected) throws Exception {
        var day = new ShopDay(seed, CUSTOMERS, records, DAY);
        try (var feed = new KafkaFeed(SharedServers.kafka().bootstrap(), name)) {
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

    ProducerRecord<String, String> record(String key, String value) {
        return new ProducerRecord<>(name, key, value);
    }

    void produce(String key, String value) {
        produce(List.of(record(key, value)));
    }

    void produce(List<ProducerRecord<String, String>> records) {
        try (var producer = producer()) {
            records.forEach(producer::send);
        }
    }

    static RecordMetadata produced(ProducerRecord<String, String> record) throws Exception {
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

    Map<String, Long> warehouse() throws Exception {
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

    static long total(String profile) throws IOException {
        return total(json(profile));
    }

    static long total(JsonNode profile) {
        long total = 0;
        for (var count : profile.path("counts")) {
            total += count.asLong();
        }
        return total;
    }

    static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(90))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions();
    }
}
