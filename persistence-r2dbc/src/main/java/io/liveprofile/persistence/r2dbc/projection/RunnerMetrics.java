package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.query.SliceRange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one runner tells; gone when it stops, since another node's runner tells it then. */
final class RunnerMetrics implements AutoCloseable {
    private static final double MILLIS_PER_SECOND = 1000;

    private final Clock clock;
    private final Gauge lag;
    private final Gauge failing;
    private final Counter envelopes;
    private final Counter parked;
    private final Timer batches;
    private volatile @Nullable Instant behindSince;
    private volatile boolean isFailing;

    RunnerMetrics(String projection, SliceRange range, Clock clock) {
        this.clock = clock;
        var tags = Tags.of("projection", projection, "range", range.toString());
        lag = Gauge.builder("live_profile_projection_lag_seconds", this, RunnerMetrics::lagSeconds)
                .description(
                        "Age of the oldest journal entry that the projection has not taken in; 0 when there is none")
                .tags(tags)
                .register(Metrics.globalRegistry);
        failing = Gauge.builder("live_profile_projection_failing", this, metrics -> metrics.isFailing ? 1 : 0)
                .description("1 while the last batch has failed and is being tried again")
                .tags(tags)
                .register(Metrics.globalRegistry);
        envelopes = Counter.builder("live_profile_projection_envelopes_total")
                .description("Journal entries taken in")
                .tags(tags)
                .register(Metrics.globalRegistry);
        parked = Counter.builder("live_profile_projection_parked_total")
                .description("Journal entries left aside because they could not be handled")
                .tags(tags)
                .register(Metrics.globalRegistry);
        batches = Timer.builder("live_profile_projection_batch_seconds")
                .description("From handing a batch to the handler to its commit")
                .publishPercentileHistogram()
                .tags(tags)
                .register(Metrics.globalRegistry);
    }

    void behindSince(Instant oldest) {
        behindSince = oldest;
    }

    void caughtUp() {
        behindSince = null;
    }

    void batch(Duration took, int size) {
        batches.record(took);
        envelopes.increment(size);
        isFailing = false;
    }

    void parked() {
        parked.increment();
    }

    void failed() {
        isFailing = true;
    }

    private double lagSeconds() {
        var since = behindSince;
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / MILLIS_PER_SECOND);
    }

    @Override
    public void close() {
        List.<Meter>of(lag, failing, envelopes, parked, batches).forEach(Metrics.globalRegistry::remove);
    }
}
