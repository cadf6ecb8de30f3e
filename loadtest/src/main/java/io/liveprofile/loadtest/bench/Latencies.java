package io.liveprofile.loadtest.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** How long many things took, told as percentiles to three digits; safe for many threads. */
public final class Latencies {
    private static final long LATENCY_MAX_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final ConcurrentHistogram nanos = new ConcurrentHistogram(1_000, LATENCY_MAX_NANOS, DIGITS);

    /** What took longer than {@link #LATENCY_MAX_NANOS} counts as that. */
    public void recordNanos(long elapsedNanos) {
        nanos.recordValue(Math.clamp(elapsedNanos, 0, LATENCY_MAX_NANOS));
    }

    public void recordSince(long startNanoTime) {
        recordNanos(System.nanoTime() - startNanoTime);
    }

    public long count() {
        return nanos.getTotalCount();
    }

    public double millisAt(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    public double maxMillis() {
        return nanos.getMaxValue() / 1e6;
    }
}
