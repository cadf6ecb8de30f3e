package io.liveprofile.ingest;

import io.liveprofile.ingest.flow.Account;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker now and then how far its topics go, and says how far behind we are. */
final class LagWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);

    /** How far behind one partition is. */
    record Lag(long records, double seconds) {
        static final Lag NONE = new Lag(0, 0);
    }

    private final Admin admin;
    private final IngestSettings settings;
    private final Function<TopicPartition, Optional<Account>> ours;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ingest-lag").factory());
    private final Map<TopicPartition, Lag> lags = new ConcurrentHashMap<>();
    private final Map<TopicPartition, HeardUntil> heard = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> nextByGroup = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> caughtUpAtMillis = new HashMap<>();

    /** {@code ours} knows the accounts of the partitions that this node reads now, and of no others. */
    LagWatch(IngestSettings settings, Function<TopicPartition, Optional<Account>> ours) {
        this.settings = settings;
        this.ours = ours;
        this.admin = Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000));
    }

    void start() {
        long everyMillis = settings.lagEvery().toMillis();
        timer.scheduleWithFixedDelay(this::look, 0, everyMillis, TimeUnit.MILLISECONDS);
    }

    void show(TopicPartition partition, MeterRegistry registry) {
        var tags = Tags.of("topic", partition.topic(), "partition", String.valueOf(partition.partition()));
        Gauge.builder("live_profile_ingest_lag_records", () -> ofOurs(partition).records())
                .description("Records in the partition that are not settled; 0 where another node reads it")
                .tags(tags)
                .register(registry);
        Gauge.builder("live_profile_ingest_lag_seconds", () -> ofOurs(partition).seconds())
                .description("How long ago the records came that are settled now; 0 where another node reads them")
                .tags(tags)
                .register(registry);
    }

    private Lag ofOurs(TopicPartition partition) {
        return ours.apply(partition).isPresent() ? of(partition) : Lag.NONE;
    }

    Lag of(TopicPartition partition) {
        return lags.getOrDefault(partition, Lag.NONE);
    }

    /** Whether it is settled, whoever read it: on another node's word as old as the last look. */
    boolean isSettled(TopicPartition partition, long offset) {
        return offset < nextByGroup.getOrDefault(partition, 0L)
                || ours.apply(partition).map(Account::settledOffset).orElse(-1L) >= offset;
    }

    /** Of all partitions, whoever reads them. */
    long records() {
        return lags.values().stream().mapToLong(Lag::records).sum();
    }

    private void look() {
        try {
            var partitions = partitions();
            var ends = offsets(partitions, OffsetSpec.latest());
            var begins = offsets(partitions, OffsetSpec.earliest());
            var committed = admin.listConsumerGroupOffsets(settings.group())
                    .partitionsToOffsetAndMetadata()
                    .get();
            long now = System.currentTimeMillis();
            for (var partition : partitions) {
                var known = committed.get(partition);
                long next = known == null ? begins.getOrDefault(partition, 0L) : known.offset();
                nextByGroup.put(partition, next);
                long end = ends.getOrDefault(partition, 0L);
                lags.put(partition, lag(partition, end, next, now));
                heard.computeIfAbsent(partition, _ -> new HeardUntil())
                        .looked(now, end, Math.max(next, settledNext(partition)));
            }
        } catch (ExecutionException | RuntimeException e) {
            LOG.warn("How far behind ingest is can't be told just now: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long settledNext(TopicPartition partition) {
        return ours.apply(partition).map(Account::settledOffset).orElse(-1L) + 1;
    }

    /** Of all partitions of the topics; those that another node reads are its to tell. */
    List<Heard> heard() {
        long now = System.currentTimeMillis();
        return heard.entrySet().stream()
                .map(entry -> new Heard(
                        entry.getKey().topic(),
                        entry.getKey().partition(),
                        ours.apply(entry.getKey())
                                .flatMap(account -> entry.getValue().of(account.newestEvents(), now))))
                .toList();
    }

    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        return admin.describeTopics(settings.topicNames()).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which));
        var found = new HashMap<TopicPartition, Long>();
        admin.listOffsets(asked).all().get().forEach((partition, offset) -> found.put(partition, offset.offset()));
        return found;
    }

    /** While behind, the age of what was settled last; after a quiet night it is not the night that counts. */
    private Lag lag(TopicPartition partition, long end, long committed, long nowMillis) {
        var account = ours.apply(partition);
        long next = Math.max(committed, settledNext(partition));
        if (next >= end) {
            caughtUpAtMillis.put(partition, nowMillis);
            return Lag.NONE;
        }
        long settledMillis = account.map(Account::settledAppendedAtMillis).orElse(-1L);
        long since = Math.max(settledMillis, caughtUpAtMillis.computeIfAbsent(partition, _ -> 0L));
        return new Lag(end - next, since <= 0 ? 0 : Math.max(0, nowMillis - since) / 1_000.0);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }
}
