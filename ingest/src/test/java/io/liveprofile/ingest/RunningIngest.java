package io.liveprofile.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.ingest.privacy.PrivacyRequests;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
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

/** Ingest on a real broker, with topics of its own and with profiles that live in the test. */
final class RunningIngest implements AutoCloseable {
    static final int PARTITIONS = 3;
    private static final String MASTER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    final String topic = "customer-events-" + UUID.randomUUID();
    final String quarantine = topic + "-quarantine";
    final String privacy = topic + "-privacy";
    final Map<String, String> erased = new ConcurrentHashMap<>();
    /** One request id belongs to one customer. */
    private final PrivacyRequests erasures = (requestId, customer, _) -> CompletableFuture.completedFuture(
            customer.toString().equals(erased.computeIfAbsent(requestId, _ -> customer.toString())));

    final FakeCustomerProfiles profiles = new FakeCustomerProfiles();
    final List<MeterRegistry> registries = new ArrayList<>();
    private final List<Ingest> ingests = new ArrayList<>();
    private final List<ActorSystem<Void>> systems = new ArrayList<>();
    List<?> topics = List.of(topic);
    String bootstrap = SharedServers.kafka().bootstrap();
    private final Map<String, Object> overrides;

    RunningIngest() throws Exception {
        this(Map.of());
    }

    RunningIngest(Map<String, Object> overrides) throws Exception {
        this.overrides = overrides;
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            admin.createTopics(List.of(
                            new NewTopic(topic, PARTITIONS, (short) 1),
                            new NewTopic(privacy, 1, (short) 1),
                            new NewTopic(quarantine, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
    }

    @Override
    public void close() {
        for (var ingest : ingests) {
            ingest.stop().toCompletableFuture().join();
            ingest.close();
        }
        systems.forEach(ActorSystem::terminate);
        systems.forEach(
                system -> system.getWhenTerminated().toCompletableFuture().join());
    }

    /** At the end of every test that consumes: each record read got one verdict, and nobody waits for any. */
    void assertAccounted() {
        await().until(() -> inFlight() == 0);
        assertThat(verdicts("applied") + verdicts("duplicate") + verdicts("quarantined") + verdicts("skipped"))
                .as("records with a verdict, of those consumed")
                .isEqualTo(records("consumed"));
    }

    Ingest start() {
        var ingest = create();
        ingest.start();
        return ingest;
    }

    Ingest create() {
        var config = config();
        var system = ActorSystem.create(Behaviors.<Void>empty(), "ingest", config);
        systems.add(system);
        var keys = keys();
        var registry = new SimpleMeterRegistry();
        registries.add(registry);
        var ingest = Ingest.create(system, IngestSettings.from(config), profiles, keys, erasures, registry);
        ingests.add(ingest);
        return ingest;
    }

    /** As another node has them. */
    SubjectKeys keys() {
        return SubjectKeys.start(
                        ConnectionFactories.get(SharedServers.postgres().r2dbcUrl()),
                        MasterKey.parse(MASTER_KEY),
                        10_000)
                .toCompletableFuture()
                .join();
    }

    private Config config() {
        return ConfigFactory.parseMap(overrides)
                .withFallback(ConfigFactory.parseMap(Map.of(
                        "live-profile.kafka.bootstrap",
                        bootstrap,
                        "live-profile.ingest.topics",
                        topics,
                        "live-profile.ingest.quarantine-topic",
                        quarantine,
                        "live-profile.ingest.privacy-requests-topic",
                        privacy,
                        "live-profile.ingest.group",
                        topic,
                        "live-profile.ingest.retry-min",
                        "10ms",
                        "live-profile.ingest.lag-every",
                        "100ms",
                        "live-profile.collector.topic",
                        topic,
                        "pekko.kafka.committer.max-interval",
                        "200ms",
                        "pekko.loglevel",
                        "WARNING")))
                .withFallback(ConfigFactory.load());
    }

    List<ProducerRecord<byte[], byte[]>> sample() throws IOException {
        return Files.readAllLines(Path.of("../schemas/samples/shop-day.tsv")).stream()
                .map(line -> line.split("\t", 2))
                .map(parts -> record(parts[0], parts[1]))
                .toList();
    }

    ProducerRecord<byte[], byte[]> record(String key, String value) {
        return new ProducerRecord<>(topic, bytes(key), bytes(value));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    String addTopic(String suffix) throws Exception {
        var name = topic + "-" + suffix;
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        return name;
    }

    void produce(List<ProducerRecord<byte[], byte[]>> records) {
        produce(records, "none");
    }

    void produce(List<ProducerRecord<byte[], byte[]>> records, String compression) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        SharedServers.kafka().bootstrap(),
                        "compression.type",
                        compression,
                        // A topic this young may refuse the first batch and take the second, which it can't undo.
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            records.forEach(producer::send);
        }
    }

    /** So many a second; returns how many there were. */
    int produceUntil(AtomicBoolean stopped, int perSecond) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        SharedServers.kafka().bootstrap(),
                        "max.in.flight.requests.per.connection",
                        1),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long begun = System.nanoTime();
            int told = 0;
            while (!stopped.get()) {
                producer.send(record(
                        "c" + told % 500,
                        "{\"type\":\"page\",\"userId\":\"c%d\",\"messageId\":\"m-%d\"}".formatted(told % 500, told)));
                told++;
                long due = begun + (long) (told * 1e9 / perSecond);
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            }
            return told;
        }
    }

    /** Joins the group, is given a share of the partitions, leaves again, and commits nothing. */
    void visitGroup() {
        try (var visitor = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        SharedServers.kafka().bootstrap(),
                        "group.id",
                        topic,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            visitor.subscribe(List.of(topic));
            await().pollDelay(Duration.ZERO).until(() -> {
                visitor.poll(Duration.ofMillis(100));
                return !visitor.assignment().isEmpty();
            });
        }
    }

    List<ConsumerRecord<String, byte[]>> quarantined(int count) {
        return read(quarantine, count);
    }

    /** All that the topic of events holds. */
    List<ConsumerRecord<String, byte[]>> consumed() {
        return read(topic, (int) records("consumed"));
    }

    private static List<ConsumerRecord<String, byte[]>> read(String topic, int count) {
        var read = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedServers.kafka().bootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
                return read.size() >= count;
            });
        }
        return read;
    }

    double gauge(String name, String reason) {
        return registries.getLast().get(name).tag("reason", reason).gauge().value();
    }

    static String header(ConsumerRecord<?, ?> from, String name) {
        return new String(from.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    double records(String what) {
        return registries.stream()
                .flatMap(registry ->
                        registry.find("live_profile_ingest_" + what + "_records").functionCounters().stream())
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    static boolean hasConsumed(MeterRegistry registry) {
        return registry.find("live_profile_ingest_consumed_records").functionCounters().stream()
                .anyMatch(counter -> counter.count() > 0);
    }

    double verdicts(String verdict) {
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

    double inFlight() {
        return registries.stream()
                .flatMap(registry -> registry.find("live_profile_ingest_in_flight_records").gauges().stream())
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    long committed() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            return admin.listConsumerGroupOffsets(topic).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        }
    }
}
