package io.liveprofile.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.facts.Counts.Count;
import io.liveprofile.sealing.MasterKey;
import io.liveprofile.sealing.SubjectKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole module on a real broker, with profiles that live in the test. */
class IngestStreamTest {
    private static final int PARTITIONS = 3;

    private final String topic = "customer-events-" + UUID.randomUUID();
    private final String quarantine = topic + "-quarantine";
    private List<?> topics = List.of(topic);
    private final FakeCustomerProfiles profiles = new FakeCustomerProfiles();
    private final List<MeterRegistry> registries = new ArrayList<>();
    private final List<ActorSystem<Void>> systems = new ArrayList<>();

    @BeforeEach
    void createTopics() throws Exception {
        create(topic);
    }

    private void create(String name) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic(name, PARTITIONS, (short) 1),
                            new NewTopic(name + "-quarantine", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stop() {
        systems.forEach(ActorSystem::terminate);
        systems.forEach(
                system -> system.getWhenTerminated().toCompletableFuture().join());
    }

    @Test
    void each_record_of_the_sample_gets_one_verdict_and_then_its_offset_is_committed() throws Exception {
        var sample = sample();
        produce(sample);
        produce(sample.subList(0, 20));

        start();

        await().until(() -> records("consumed") == sample.size() + 20 && inFlight() == 0);
        await().until(() -> committed() == sample.size() + 20);
        assertThat(profiles.total()).isEqualTo((long) verdicts("applied"));
        assertThat(verdicts("duplicate")).isGreaterThanOrEqualTo(20);
        assertThat(verdicts("applied") + verdicts("duplicate") + verdicts("quarantined") + verdicts("skipped"))
                .isEqualTo(sample.size() + 20);
    }

    @Test
    void what_can_not_be_applied_goes_to_the_quarantine_whole_and_sealed() throws Exception {
        produce(List.of(
                record(
                        "c1",
                        "{\"type\":\"track\",\"event\":\"Refused\",\"userId\":\"c1\",\"secret\":\"ava@example.com\"}"),
                record("c2", "{\"type\":\"page\",\"secret\":\"ben@example.com\"}"),
                record("c3", "{\"type\":\"page\",\"userId\":\"c3\"}")));

        start();

        await().until(() -> verdicts("applied") == 1 && verdicts("quarantined") == 2);
        var quarantined = quarantined(2);
        assertThat(quarantined)
                .extracting(each -> header(each, "lp-reason"))
                .containsExactlyInAnyOrder("not_in_contract", "no_identity");
        assertThat(quarantined).allSatisfy(each -> {
            assertThat(header(each, "lp-topic")).isEqualTo(topic);
            assertThat(each.key()).isNull();
            assertThat(new String(each.value(), StandardCharsets.ISO_8859_1)).doesNotContain("@example.com");
        });
    }

    @Test
    void a_database_that_is_away_delays_and_loses_nothing() throws Exception {
        profiles.failuresToCome.set(5);
        produce(List.of(record("c1", "{\"type\":\"page\",\"userId\":\"c1\"}")));

        start();

        await().until(() -> verdicts("applied") == 1 && inFlight() == 0);
        assertThat(profiles.failuresToCome).hasValue(0);
    }

    @Test
    void a_tombstone_is_skipped_and_counted() throws Exception {
        produce(List.of(new ProducerRecord<>(topic, bytes("c1"), null)));

        start();

        await().until(() -> verdicts("skipped") == 1 && inFlight() == 0);
        assertThat(profiles.total()).isZero();
    }

    @Test
    void each_topic_has_its_format_and_producers_compress_as_they_like() throws Exception {
        var events = topic + "-cloud";
        create(events);
        topics = List.of(
                Map.of("name", topic, "format", "segment", "strict", true),
                Map.of("name", events, "format", "cloudevents"));
        for (var compression : List.of("none", "gzip", "lz4", "zstd", "snappy")) {
            produce(
                    List.of(record(
                            "key is not the customer",
                            "{\"type\":\"page\",\"userId\":\"c1\",\"messageId\":\"" + compression + "\"}")),
                    compression);
            produce(List.of(cloudEvent(events, compression)), compression);
        }
        produce(List.of(record("c2", "{\"type\":\"track\",\"event\":\"Shoe Tied\",\"userId\":\"c2\"}")));

        start();

        await().until(() -> verdicts("applied") == 10 && verdicts("quarantined") == 1 && inFlight() == 0);
        assertThat(header(quarantined(1).getFirst(), "lp-reason")).isEqualTo("unknown_schema");
        assertThat(profiles.read(CustomerId.user("c1")).toCompletableFuture().join())
                .map(profile -> profile.facts().counts().byName())
                .contains(List.of(new Count("Page Viewed", 5), new Count("Signed In", 5)));
    }

    @Test
    void a_placeholder_beside_a_sound_id_is_left_out_and_counted() throws Exception {
        produce(List.of(record("", "{\"type\":\"page\",\"userId\":\"null\",\"anonymousId\":\"a-1\"}")));

        start();

        await().until(() -> verdicts("applied") == 1);
        assertThat(registries
                        .getFirst()
                        .get("live_profile_ingest_blocked_ids_left_out")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(profiles.read(CustomerId.anonymous("a-1"))
                        .toCompletableFuture()
                        .join())
                .isPresent();
    }

    @Test
    void partitions_that_move_in_mid_flight_lose_and_double_nothing() throws Exception {
        var first = start();
        var told = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (int i = 0; i < 3_000; i++) {
            told.add(record(
                    "c" + i % 50,
                    "{\"type\":\"page\",\"userId\":\"c%d\",\"messageId\":\"m-%d\"}".formatted(i % 50, i)));
        }
        produce(told.subList(0, 1_000));
        await().until(() -> verdicts("applied") > 0);

        start();
        var sent = new AtomicInteger(1_000);
        await().until(() -> {
            produce(told.subList(sent.get(), sent.addAndGet(10)));
            return hasConsumed(registries.getLast());
        });
        produce(told.subList(sent.get(), 2_500));
        first.stop().toCompletableFuture().join();
        produce(told.subList(2_500, 3_000));

        await().atMost(Duration.ofSeconds(60)).until(() -> profiles.total() == told.size() && inFlight() == 0);
        await().until(() -> committed() == told.size());
        assertThat(verdicts("applied")).isEqualTo(told.size());
    }

    private Ingest start() {
        var config = config();
        var system = ActorSystem.create(Behaviors.<Void>empty(), "ingest", config);
        systems.add(system);
        var keys = SubjectKeys.start(
                        ConnectionFactories.get(SharedServers.postgres().r2dbcUrl()),
                        MasterKey.parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
                        10_000)
                .toCompletableFuture()
                .join();
        var registry = new SimpleMeterRegistry();
        registries.add(registry);
        return Ingest.start(system, IngestSettings.from(config), profiles, keys, registry);
    }

    private Config config() {
        return ConfigFactory.parseMap(Map.of(
                        "live-profile.kafka.bootstrap",
                        SharedServers.kafka().bootstrap(),
                        "live-profile.ingest.topics",
                        topics,
                        "live-profile.ingest.quarantine-topic",
                        quarantine,
                        "live-profile.ingest.group",
                        topic,
                        "live-profile.ingest.retry-min",
                        "10ms",
                        "pekko.kafka.committer.max-interval",
                        "200ms",
                        "pekko.loglevel",
                        "WARNING"))
                .withFallback(ConfigFactory.load());
    }

    private List<ProducerRecord<byte[], byte[]>> sample() throws IOException {
        return Files.readAllLines(Path.of("../schemas/samples/shop-day.tsv")).stream()
                .map(line -> line.split("\t", 2))
                .map(parts -> record(parts[0], parts[1]))
                .toList();
    }

    private ProducerRecord<byte[], byte[]> record(String key, String value) {
        return new ProducerRecord<>(topic, bytes(key), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ProducerRecord<byte[], byte[]> cloudEvent(String topic, String id) {
        var record = new ProducerRecord<byte[], byte[]>(topic, bytes("{\"mfa\":true}"));
        Map.of("specversion", "1.0", "id", id, "source", "/shop", "type", "Signed In", "subject", "c1")
                .forEach((name, value) -> record.headers().add("ce_" + name, bytes(value)));
        return record;
    }

    private void produce(List<ProducerRecord<byte[], byte[]>> records) {
        produce(records, "none");
    }

    private void produce(List<ProducerRecord<byte[], byte[]>> records, String compression) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        SharedServers.kafka().bootstrap(),
                        "compression.type",
                        compression,
                        // A broker that doesn't lead a new partition yet refuses the first batch and takes the second.
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            records.forEach(producer::send);
        }
    }

    private List<ConsumerRecord<String, byte[]>> quarantined(int count) {
        var read = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedServers.kafka().bootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition(quarantine, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                return read.size() >= count;
            });
        }
        return read;
    }

    private static String header(ConsumerRecord<?, ?> from, String name) {
        return new String(from.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private double records(String what) {
        return registries.stream()
                .flatMap(registry ->
                        registry.find("live_profile_ingest_" + what + "_records").functionCounters().stream())
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static boolean hasConsumed(MeterRegistry registry) {
        return registry.find("live_profile_ingest_consumed_records").functionCounters().stream()
                .anyMatch(counter -> counter.count() > 0);
    }

    private double verdicts(String verdict) {
        return registries.stream()
                .flatMap(registry ->
                        registry
                                .find("live_profile_ingest_records")
                                .tag("verdict", verdict)
                                .functionCounters()
                                .stream())
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private double inFlight() {
        return registries.stream()
                .flatMap(registry -> registry.find("live_profile_ingest_in_flight_records").gauges().stream())
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    private long committed() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            return admin.listConsumerGroupOffsets(topic).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        }
    }
}
