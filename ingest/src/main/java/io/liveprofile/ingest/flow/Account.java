package io.liveprofile.ingest.flow;

import io.liveprofile.ingest.IngestStatus;
import io.liveprofile.ingest.quarantine.Replays;
import io.liveprofile.profile.domain.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;

/**
 * What became of the records that this process has read from one partition: each gets one verdict, so that
 * {@code consumed = applied + duplicate + quarantined + skipped + in flight}. What is in flight is counted by itself, not
 * as the difference: a record with two verdicts, or none, shows.
 */
public final class Account {
    private static final long NONE = -1;

    private final LongAdder consumed = new LongAdder();
    private final LongAdder applied = new LongAdder();
    private final LongAdder duplicate = new LongAdder();
    private final LongAdder quarantined = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final TopicPartition partition;
    private final NewestEvents newestEvents = new NewestEvents();
    private final Freshness freshness;
    private final MeterRegistry registry;
    private volatile long settledOffset = NONE;
    private volatile long settledAppendedAtMillis = NONE;

    public Account(TopicPartition partition, MeterRegistry registry) {
        this.partition = partition;
        this.registry = registry;
        this.freshness = new Freshness(registry);
        var tags = Tags.of("topic", partition.topic(), "partition", String.valueOf(partition.partition()));
        FunctionCounter.builder("live_profile_ingest_consumed_records", consumed, LongAdder::sum)
                .description("Records read from the partition")
                .tags(tags)
                .register(registry);
        for (var verdict : Verdicts.values()) {
            FunctionCounter.builder("live_profile_ingest_records", of(verdict), LongAdder::sum)
                    .description("Records that got their verdict")
                    .tags(tags.and("verdict", verdict.name().toLowerCase(Locale.ROOT)))
                    .register(registry);
        }
        Gauge.builder("live_profile_ingest_in_flight_records", inFlight, LongAdder::sum)
                .description("Records read that have no verdict yet")
                .tags(tags)
                .register(registry);
    }

    private enum Verdicts {
        APPLIED,
        DUPLICATE,
        QUARANTINED,
        SKIPPED
    }

    private LongAdder of(Verdicts verdict) {
        return switch (verdict) {
            case APPLIED -> applied;
            case DUPLICATE -> duplicate;
            case QUARANTINED -> quarantined;
            case SKIPPED -> skipped;
        };
    }

    void consumed(int records) {
        consumed.add(records);
        inFlight.add(records);
    }

    /** A stream that ends early never told these to anybody: they are delivered, and counted, again. */
    void handedBack(int records) {
        consumed.add(-records);
        inFlight.add(-records);
    }

    /** Whatever their verdicts: nobody waits for these any more. */
    void landed(int records) {
        inFlight.add(-records);
    }

    void applied(Step step, long nowMillis) {
        applied.increment();
        // A replayed one is as old as its quarantine: that tells nothing of how fast we are.
        if (!Replays.isReplay(step.message().record())) {
            freshness.applied(step, nowMillis);
        }
    }

    void duplicate() {
        duplicate.increment();
    }

    void quarantined(Reason reason) {
        quarantined.increment();
        Counter.builder("live_profile_ingest_quarantined_records")
                .description("Records that could not be applied")
                .tag("reason", reason.word())
                .register(registry)
                .increment();
    }

    void skipped(Skipped why) {
        skipped.increment();
        Counter.builder("live_profile_ingest_skipped_records")
                .description("Records of which nothing is kept")
                .tag("reason", why.word())
                .register(registry)
                .increment();
    }

    /** This one and everything before it in the partition is done. */
    void settled(Step step) {
        settledOffset = step.message().committableOffset().partitionOffset().offset();
        settledAppendedAtMillis = step.message().record().timestamp();
        newestEvents.settled(
                step instanceof Step.Ready ready ? ready.interaction().atMillis() : settledAppendedAtMillis,
                System.currentTimeMillis());
    }

    public NewestEvents newestEvents() {
        return newestEvents;
    }

    /** Where this process has got to; below 0 when it has settled nothing yet. */
    public long settledOffset() {
        return settledOffset;
    }

    public long settledAppendedAtMillis() {
        return settledAppendedAtMillis;
    }

    public IngestStatus.Partition status(long lagRecords, double lagSeconds) {
        return new IngestStatus.Partition(
                partition.topic(),
                partition.partition(),
                consumed.sum(),
                applied.sum(),
                duplicate.sum(),
                quarantined.sum(),
                skipped.sum(),
                inFlight.sum(),
                lagRecords,
                lagSeconds);
    }
}
