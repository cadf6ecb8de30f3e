package io.liveprofile.persistence.r2dbc.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what would otherwise only be silence: readers that are held back, and a clock that they can't rely on. */
final class HorizonHealth {
    private static final Logger log = LoggerFactory.getLogger(HorizonHealth.class);
    private static final Duration HELD_BACK_MAX = Duration.ofSeconds(10);
    private static final double MILLIS_PER_SECOND = 1000;

    private Instant latest = Instant.EPOCH;
    private Instant reached = Instant.EPOCH;
    private volatile Duration heldBack = Duration.ZERO;
    private boolean told;

    /** @param readers who wait for it */
    HorizonHealth(String readers) {
        Gauge.builder("live_profile_journal_held_back_seconds", this, HorizonHealth::heldBackSeconds)
                .description(
                        "Age of the oldest running transaction that writes to the journal: readers by slice wait for"
                                + " it")
                .tag("readers", readers)
                .register(Metrics.globalRegistry);
    }

    synchronized void looked(SafePoint point) {
        if (point.at().isBefore(latest)) {
            log.error(
                    "The database's clock went back from {} to {}: readers may miss what is written until it is there"
                            + " again",
                    latest,
                    point.at());
        }
        latest = point.at();
        reached = reached.equals(Instant.EPOCH) && point.upTo().equals(Instant.EPOCH)
                ? point.at()
                : reached.isAfter(point.upTo()) ? reached : point.upTo();
        heldBack = Duration.between(reached, point.at());
        var isLong = heldBack.compareTo(HELD_BACK_MAX) > 0;
        if (isLong && !told) {
            log.warn(
                    "A transaction that writes to the journal, or one that can't be looked into, has been open since"
                            + " {}: readers by slice wait for its end",
                    reached);
        }
        told = isLong;
    }

    private double heldBackSeconds() {
        return Math.max(0, heldBack.toMillis() / MILLIS_PER_SECOND);
    }
}
