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
 * @param lagEntries how many it has not taken in; at {@link #LAG_ENTRIES_MAX} that many or more
 */
public record ProjectionStatus(
        String projection,
        SliceRange range,
        State state,
        Position offset,
        Duration lag,
        long lagEntries,
        Optional<Failing> failing) {

    /** Counting stops there: more is told by the time. */
    public static final long LAG_ENTRIES_MAX = 10_000;

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
