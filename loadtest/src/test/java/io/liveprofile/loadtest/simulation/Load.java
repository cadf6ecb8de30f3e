package io.liveprofile.loadtest.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * How hard a simulation asks, and what it then may expect: {@code -Dprofile=smoke} (the default) tells whether the path
 * works at all, on a service that has just started; {@code load} holds a warm service to its promise.
 */
enum Load {
    /**
     * Eight seconds of a JVM that nothing has warmed, on whatever machine checks a change: two busy cores, shared with
     * Kafka, PostgreSQL, Gatling and the compiler. Each first call of a path takes some hundred milliseconds then, and of
     * 150 calls the p99 is the second slowest. These bounds catch what hangs or waits for a time-out (3 s for an actor, 5 s
     * at the read barrier), and no slower path: that is what {@link #LOAD} and the benches are for.
     */
    SMOKE(20, 5, 5, Duration.ofSeconds(2), Duration.ofSeconds(6), 500, 2_000, 4_000, 5_000),
    /** A minute at a rate that engines ask with, long after the start. */
    LOAD(1_000, 100, 200, Duration.ofSeconds(5), Duration.ofSeconds(60), 20, 100, 200, 250);

    final double readsPerSecond;

    /** Of an engine, nine in ten of them a batch of a hundred. */
    final double asksPerSecond;

    final double eventsPerSecond;
    final Duration ramp;
    final Duration span;
    final int meanMillisMax;
    final int p99MillisMax;

    /** Of a batch of a hundred. */
    final int batchP99MillisMax;

    /** From the moment that the service has taken an event until its profile shows it. */
    final int visibleP99MillisMax;

    Load(
            double readsPerSecond,
            double asksPerSecond,
            double eventsPerSecond,
            Duration ramp,
            Duration span,
            int meanMillisMax,
            int p99MillisMax,
            int batchP99MillisMax,
            int visibleP99MillisMax) {
        this.readsPerSecond = readsPerSecond;
        this.asksPerSecond = asksPerSecond;
        this.eventsPerSecond = eventsPerSecond;
        this.ramp = ramp;
        this.span = span;
        this.meanMillisMax = meanMillisMax;
        this.p99MillisMax = p99MillisMax;
        this.batchP99MillisMax = batchP99MillisMax;
        this.visibleP99MillisMax = visibleP99MillisMax;
    }

    static Load chosen() {
        var name = System.getProperty("profile", "smoke");
        return Arrays.stream(values())
                .filter(load -> load.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("-Dprofile is smoke or load, not " + name));
    }
}
