package io.liveprofile.ingest;

import io.liveprofile.ingest.flow.NewestEvents;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Up to when one partition has been heard: the last time we looked and had, since then, settled all that was there. While a
 * topic tells of long ago, as one does that is read again or filled in later, nothing newer than what it tells counts.
 */
final class HeardUntil {
    private static final int LOOKS_MAX = 60;

    /** Live producers are no further behind, and a topic of yesterday is no live one. */
    private static final long LIVE_MILLIS = 3_600_000;

    private record Look(long atMillis, long end) {}

    private final Deque<Look> looks = new ArrayDeque<>();
    private long untilMillis = -1;

    synchronized void looked(long atMillis, long end, long next) {
        looks.addLast(new Look(atMillis, end));
        if (looks.size() > LOOKS_MAX) {
            looks.removeFirst();
        }
        while (!looks.isEmpty() && looks.getFirst().end() <= next) {
            untilMillis = looks.removeFirst().atMillis();
        }
    }

    synchronized Optional<Instant> of(NewestEvents events, long nowMillis) {
        if (untilMillis < 0) {
            return Optional.empty();
        }
        long told = events.millis(nowMillis).orElse(Long.MAX_VALUE);
        return Optional.of(Instant.ofEpochMilli(told < untilMillis - LIVE_MILLIS ? told : untilMillis));
    }
}
