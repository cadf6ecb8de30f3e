package io.liveprofile.ingest.flow;

import java.util.Optional;

/** The newest event time among what a partition has settled in the last seconds: whether its topic tells of now, or of then. */
public final class NewestEvents {
    private static final long WINDOW_MILLIS = 10_000;
    private static final long NONE = Long.MIN_VALUE;

    private long windowStartMillis = NONE;
    private long newest = NONE;
    private long newestBefore = NONE;

    public synchronized void settled(long atMillis, long nowMillis) {
        move(nowMillis);
        newest = Math.max(newest, atMillis);
    }

    /** Nothing where nothing has been settled lately. */
    public synchronized Optional<Long> millis(long nowMillis) {
        move(nowMillis);
        long found = Math.max(newest, newestBefore);
        return found == NONE ? Optional.empty() : Optional.of(found);
    }

    private void move(long nowMillis) {
        if (windowStartMillis == NONE || nowMillis - windowStartMillis >= 2 * WINDOW_MILLIS) {
            newestBefore = NONE;
            newest = NONE;
            windowStartMillis = nowMillis;
        } else if (nowMillis - windowStartMillis >= WINDOW_MILLIS) {
            newestBefore = newest;
            newest = NONE;
            windowStartMillis += WINDOW_MILLIS;
        }
    }
}
