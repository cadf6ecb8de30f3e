package io.liveprofile.ingest;

import io.liveprofile.ingest.collector.Collector;
import io.liveprofile.ingest.collector.KafkaCollector;
import io.liveprofile.ingest.decode.SegmentDecoder;
import io.liveprofile.ingest.decode.TopicDecoders;
import io.liveprofile.ingest.flow.Account;
import io.liveprofile.ingest.flow.PartitionFlow;
import io.liveprofile.ingest.flow.Restoring;
import io.liveprofile.ingest.flow.Sealing;
import io.liveprofile.ingest.flow.Settling;
import io.liveprofile.ingest.flow.UntilItWorks;
import io.liveprofile.ingest.privacy.PrivacyRequests;
import io.liveprofile.ingest.privacy.PrivacyTopic;
import io.liveprofile.ingest.quarantine.KafkaQuarantine;
import io.liveprofile.ingest.quarantine.Quarantine;
import io.liveprofile.ingest.quarantine.Refusals;
import io.liveprofile.ingest.quarantine.Replays;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.schemas.json.ContractFiles;
import io.liveprofile.sealing.SubjectKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.kafka.CommitterSettings;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;
import org.apache.pekko.kafka.ConsumerSettings;
import org.apache.pekko.kafka.Subscriptions;
import org.apache.pekko.kafka.javadsl.Committer;
import org.apache.pekko.kafka.javadsl.Consumer;
import org.apache.pekko.stream.RestartSettings;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RestartSource;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/** Reads this node's share of the topics, until it is stopped. */
public final class Ingest implements AutoCloseable {
    private static final int PARTITIONS_MAX = 10_000;
    private static final int HEARTBEATS_PER_SESSION = 3;

    /** So that nobody's partitions of the one topic move because of the other. */
    private static final String PRIVACY_GROUP = "-privacy";

    private static final Duration PRODUCER_CLOSE_MAX = Duration.ofSeconds(1);

    /** What is refused may be as large as a broker takes, and sealing adds to it. */
    private static final int REFUSED_BYTES_MAX = 64 * 1_024 * 1_024;

    private final ActorSystem<?> system;
    private final IngestSettings settings;
    private final Restoring restoring;
    private final Sealing sealing;
    private final Settling settling;
    private final KafkaProducer<byte[], byte[]> producer;
    private final MeterRegistry registry;
    private final KafkaQuarantine quarantine;
    private final KafkaCollector collector;
    private final LagWatch lag;
    private final PrivacyTopic privacy;
    /** How many streams of this node read a partition: one that comes back may begin before its last one has ended. */
    private final Map<TopicPartition, Integer> readers = new ConcurrentHashMap<>();

    private final Map<TopicPartition, Account> accounts = new ConcurrentHashMap<>();
    /** Of the consumer that runs now: after a failure the next one takes its place. */
    private volatile Consumer.@Nullable Control control;

    private Ingest(
            ActorSystem<?> system,
            IngestSettings settings,
            CustomerProfiles profiles,
            SubjectKeys keys,
            PrivacyRequests requests,
            MeterRegistry registry) {
        this.system = system;
        this.settings = settings;
        this.registry = registry;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrap(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        REFUSED_BYTES_MAX),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        var untilItWorks = new UntilItWorks(settings.retryMin(), settings.retryMax());
        this.restoring = new Restoring(new Replays(keys), untilItWorks);
        var contract = ContractFiles.bundled();
        var refusals = new Refusals(settings.quarantine().topic(), producer, keys);
        this.sealing = new Sealing(
                new TopicDecoders(settings.topics(), settings.decode(), contract),
                keys,
                untilItWorks,
                system.executionContext(),
                registry);
        this.settling = new Settling(profiles, refusals, untilItWorks);
        this.quarantine = KafkaQuarantine.start(settings.quarantine(), producer, keys, registry);
        this.collector = KafkaCollector.start(
                settings.collector(), new SegmentDecoder(settings.decode(), contract, false), refusals, registry);
        this.lag = new LagWatch(settings, this::ours);
        this.privacy = new PrivacyTopic(
                system,
                settings.privacyTopic(),
                consumer().withGroupId(settings.group() + PRIVACY_GROUP),
                requests,
                refusals,
                untilItWorks,
                registry);
    }

    /** Ready to answer, and reading nothing yet. */
    public static Ingest create(
            ActorSystem<?> system,
            IngestSettings settings,
            CustomerProfiles profiles,
            SubjectKeys keys,
            PrivacyRequests requests,
            MeterRegistry registry) {
        return new Ingest(system, settings, profiles, keys, requests, registry);
    }

    public Quarantine quarantine() {
        return quarantine;
    }

    public Collector collector() {
        return collector;
    }

    public IngestStatus status() {
        return new IngestStatus(
                lag.records(),
                readers.keySet().stream()
                        .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                        .flatMap(partition -> Optional.ofNullable(accounts.get(partition)).stream()
                                .map(account -> account.status(
                                        lag.of(partition).records(),
                                        lag.of(partition).seconds())))
                        .toList());
    }

    /** Whether this record has its verdict. What another node has read lately may not be known here yet. */
    public boolean isSettled(Origin origin) {
        return lag.isSettled(new TopicPartition(origin.topic(), origin.partition()), origin.offset());
    }

    /** Up to when what customers do has been heard, by partition. */
    public List<Heard> heard() {
        return lag.heard();
    }

    private Optional<Account> ours(TopicPartition partition) {
        return readers.containsKey(partition) ? Optional.ofNullable(accounts.get(partition)) : Optional.empty();
    }

    public void start() {
        lag.start();
        run();
        privacy.start();
    }

    private void run() {
        RestartSource.onFailuresWithBackoff(
                        RestartSettings.create(Duration.ofSeconds(1), Duration.ofSeconds(10), 0.2), this::partitions)
                .runWith(Sink.ignore(), system);
    }

    private Source<Done, NotUsed> partitions() {
        var moving = new MovingPartitions(settings.drainMax());
        return Consumer.committablePartitionedSource(
                        consumer(), Subscriptions.topics(settings.topicNames()).withPartitionAssignmentHandler(moving))
                .mapMaterializedValue(started -> {
                    control = started;
                    return NotUsed.getInstance();
                })
                .mapAsyncUnordered(PARTITIONS_MAX, partition -> drain(partition, moving));
    }

    private CompletionStage<Done> drain(
            Pair<TopicPartition, Source<CommittableMessage<byte[], byte[]>, NotUsed>> partition,
            MovingPartitions moving) {
        var account = accounts.computeIfAbsent(partition.first(), of -> {
            lag.show(of, registry);
            return new Account(of, registry);
        });
        readers.merge(partition.first(), 1, Integer::sum);
        return partition
                .second()
                .map(message -> {
                    moving.took(partition.first(), message.record().offset());
                    return message;
                })
                .via(PartitionFlow.create(
                        restoring,
                        sealing,
                        settling,
                        account,
                        settings.chunkRecordsMax(),
                        settings.inFlightRecordsMax()))
                .map(offset -> {
                    moving.settled(partition.first(), offset.partitionOffset().offset());
                    return offset;
                })
                .toMat(Committer.sink(CommitterSettings.create(system)), Keep.right())
                .run(system)
                .whenComplete((_, _) ->
                        readers.computeIfPresent(partition.first(), (_, count) -> count == 1 ? null : count - 1));
    }

    private ConsumerSettings<byte[], byte[]> consumer() {
        return ConsumerSettings.create(system, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .withBootstrapServers(settings.bootstrap())
                .withGroupId(settings.group())
                .withStopTimeout(Duration.ZERO)
                .withProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")
                .withProperty(
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        String.valueOf(settings.sessionTimeout().toMillis()))
                .withProperty(
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        String.valueOf(settings.sessionTimeout().toMillis() / HEARTBEATS_PER_SESSION))
                .withProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, String.valueOf(settings.chunkRecordsMax()));
    }

    /** Reads no more, finishes what is on its way, commits it. */
    public CompletionStage<Done> stop() {
        var running = control;
        return (running == null
                        ? CompletableFuture.completedFuture(Done.getInstance())
                        : running.drainAndShutdown(
                                CompletableFuture.completedFuture(Done.getInstance()), system.executionContext()))
                .thenCombine(privacy.stop(), (done, _) -> done)
                .whenComplete((_, _) -> lag.close());
    }

    /** Once nobody asks any more. */
    @Override
    public void close() {
        collector.close();
        quarantine.close();
        producer.close(PRODUCER_CLOSE_MAX);
    }
}
