package io.liveprofile.persistence.r2dbc.query;

import java.time.Duration;
import java.time.Instant;

/**
 * When a reader that has read all there is looks again. At once after a nudge, unless it looked a moment ago: thousands
 * of commits a second cost no more looks than the live interval and the looks' own duration allow, and those who read the
 * same then look at the same moments, so that one look and one read serve them all. Soon again, and then less and less
 * often, while a running transaction holds back what it was nudged for. Else after the polling interval.
 */
final class Pace {
    /** A reader under constant nudging spends at most one part in this many + 1 of the time looking. */
    private static final int REST_PER_LOOK = 3;

    private final long liveNanos;
    private final long pollNanos;
    private final long phaseNanos;
    private boolean nudged = true;
    private long nudgedAt;
    private boolean lookedForNudge;
    private Instant wanted = Instant.EPOCH;
    private Instant reached = Instant.EPOCH;
    private boolean everLooked;
    private long lookBegan;
    private long restNanos;
    private long heldBackNanos;

    /** @param phase of those who read the same, within the live interval: so that not all ranges are read at once */
    Pace(Duration liveInterval, Duration pollInterval, Duration phase) {
        this.liveNanos = liveInterval.toNanos();
        this.pollNanos = pollInterval.toNanos();
        this.phaseNanos = phase.toNanos();
        this.heldBackNanos = liveNanos;
    }

    void nudged(long nowNanos) {
        if (!nudged) {
            nudged = true;
            nudgedAt = nowNanos;
        }
    }

    void looking(long nowNanos) {
        lookBegan = nowNanos;
        everLooked = true;
        lookedForNudge = nudged;
        nudged = false;
    }

    void looked(long nowNanos, SafePoint point) {
        restNanos = Math.max(liveNanos, REST_PER_LOOK * (nowNanos - lookBegan));
        if (lookedForNudge) {
            wanted = point.at();
        }
        reached = point.upTo();
        heldBackNanos = isSatisfied() || lookedForNudge ? liveNanos : Math.min(2 * heldBackNanos, pollNanos);
    }

    /** Whether all that this reader was nudged for has been within its reach. */
    boolean isSatisfied() {
        return everLooked && !reached.isBefore(wanted);
    }

    Duration untilNextLook(long nowNanos) {
        if (!everLooked) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(Math.max(0, nextLook() - nowNanos));
    }

    private long nextLook() {
        if (!nudged) {
            return lookBegan + (isSatisfied() ? pollNanos : heldBackNanos);
        }
        long rested = lookBegan + restNanos;
        return nudgedAt - rested >= 0 ? nudgedAt : nearestMoment(rested);
    }

    /** Of the moments at which all look who read the same. */
    private long nearestMoment(long nanos) {
        return nanos + liveNanos / 2 - Math.floorMod(nanos + liveNanos / 2 - phaseNanos, liveNanos);
    }
}
