package io.liveprofile.persistence.r2dbc.query;

import java.time.Duration;
import java.time.Instant;

/**
 * When a reader that has read all there is looks again. At once after a nudge, unless it looked a moment ago: thousands
 * of commits a second cost no more looks than the live interval and the looks' own duration allow. Soon again, and then
 * less and less often, while a running transaction holds back what it was nudged for. Else after the polling interval.
 */
final class Pace {
    /** A reader under constant nudging spends at most one part in this many + 1 of the time looking. */
    private static final int REST_PER_LOOK = 3;

    private final long liveNanos;
    private final long pollNanos;
    private boolean nudged = true;
    private boolean lookedForNudge;
    private Instant wanted = Instant.EPOCH;
    private Instant reached = Instant.EPOCH;
    private boolean everLooked;
    private long lookBegan;
    private long restNanos;
    private long heldBackNanos;

    Pace(Duration liveInterval, Duration pollInterval) {
        this.liveNanos = liveInterval.toNanos();
        this.pollNanos = pollInterval.toNanos();
        this.heldBackNanos = liveNanos;
    }

    void nudged() {
        nudged = true;
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
        var delay = nudged ? restNanos : isSatisfied() ? pollNanos : heldBackNanos;
        return Duration.ofNanos(Math.max(0, lookBegan + delay - nowNanos));
    }
}
