package io.liveprofile.persistence.r2dbc.projection;

import java.time.Instant;
import java.util.List;

/**
 * How far the next tables are.
 *
 * @param entries of the whole journal; counted up to {@link #ENTRIES_MAX} in each range of slices, as is their lag
 */
public record RebuildStatus(Instant since, long entries, List<ProjectionStatus> ranges) {
    /** Whoever asks pays for the counting. */
    public static final long ENTRIES_MAX = 1_000_000;

    public RebuildStatus {
        ranges = List.copyOf(ranges);
    }
}
