package io.liveprofile.loadtest.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * How hard a simulation asks, and what it then may expect: {@code -Dprofile=smoke} (the default) tells whether the path
 * works at all, on a service that has just started; {@code load} holds a warm service to its promise.
 */
enum Load {
    SMOKE(20, Duration.ofSeconds(10), 100, 500),
    LOAD(1_000, Duration.ofSeconds(60), 20, 100);

    final double readsPerSecond;
    final Duration span;
    final int meanMillisMax;
    final int p99MillisMax;

    Load(double readsPerSecond, Duration span, int meanMillisMax, int p99MillisMax) {
        this.readsPerSecond = readsPerSecond;
        this.span = span;
        this.meanMillisMax = meanMillisMax;
        this.p99MillisMax = p99MillisMax;
    }

    static Load chosen() {
        var name = System.getProperty("profile", "smoke");
        return Arrays.stream(values())
                .filter(load -> load.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("-Dprofile is smoke or load, not " + name));
    }
}
