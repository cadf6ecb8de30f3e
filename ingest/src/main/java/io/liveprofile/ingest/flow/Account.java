package io.liveprofile.ingest.flow;

import io.liveprofile.profile.domain.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;

/**
 * What became of the records that this process has read from one partition: each gets one verdict, so that
 * {@code consumed = applied + duplicate + quarantined + skipped + in flight}.
 */
public final class Account {
    private static final Duration[] FRESHNESS_BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5)
    };

    private final LongAdder consumed = new LongAdder();
    private final LongAdder applied = new LongAdder();
    private final LongAdder duplicate = new LongAdder();
    private final LongAdder quarantined = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final Timer sinceBroker;
    private final MeterRegistry registry;

    public Account(TopicPartition partition, MeterRegistry registry) {
        var tags = Tags.of("topic", partition.topic(), "partition", String.valueOf(partition.partition()));
        this.registry = registry;
        counter(tags, "consumed", consumed, "Records read from the partition");
        for (var verdict : Verdicts.values()) {
            FunctionCounter.builder("live_profile_ingest_records", of(verdict), LongAdder::sum)
                    .description("Records that got their verdict")
                    .tags(tags.and("verdict", verdict.name().toLowerCase(Locale.ROOT)))
                    .register(registry);
        }
        Gauge.builder("live_profile_ingest_in_flight_records", this, Account::inFlight)
                .description("Records read that have no verdict yet")
                .tags(tags)
                .register(registry);
        sinceBroker = Timer.builder("live_profile_ingest_freshness")
                .description("From the broker's append to applied")
                .serviceLevelObjectives(FRESHNESS_BUCKETS)
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

    private void counter(Tags tags, String what, LongAdder adder, String description) {
        FunctionCounter.builder("live_profile_ingest_" + what + "_records", adder, LongAdder::sum)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    void consumed(int records) {
        consumed.add(records);
    }

    /** A stream that ends early never told these to anybody: they are delivered, and counted, again. */
    void handedBack(int records) {
        consumed.add(-records);
    }

    void applied(long appendedAtMillis, long nowMillis) {
        applied.increment();
        sinceBroker.record(Duration.ofMillis(Math.max(0, nowMillis - appendedAtMillis)));
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

    void skipped() {
        skipped.increment();
    }

    public double inFlight() {
        return consumed.sum() - applied.sum() - duplicate.sum() - quarantined.sum() - skipped.sum();
    }
}
