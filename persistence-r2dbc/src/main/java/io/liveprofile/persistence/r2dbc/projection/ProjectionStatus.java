package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.query.Position;
import io.liveprofile.persistence.r2dbc.query.SliceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one slice range of a projection stands.
 *
 * @param lag the age of the oldest entry that it has not taken in, zero when there is none
 * @param lagEntries how many it has not taken in; that many or more where {@link #truncated} says so
 */
public record ProjectionStatus(
        String projection,
        SliceRange range,
        State state,
        Position offset,
        Duration lag,
        long lagEntries,
        Optional<Failing> failing) {

    /** Counting stops there: more is told by the time, and whoever asks while a backlog is drained gets an answer soon. */
    static final long LAG_ENTRIES_MAX = 1_000;

    public boolean truncated() {
        return lagEntries >= LAG_ENTRIES_MAX;
    }

    public int minSlice() {
        return range.min();
    }

    public int maxSlice() {
        return range.max();
    }

    /** When the newest entry was written that it has taken in. */
    public Instant upTo() {
        return offset.timestamp();
    }

    public enum State {
        RUNNING,
        PAUSED,
        FAILING
    }

    public record Failing(Instant since, String lastError) {}
}
