package io.liveprofile.persistence.r2dbc.projection;

import java.time.Instant;
import java.util.List;

/**
 * How far the next tables are.
 *
 * @param entries of the whole journal; counted up to {@link ProjectionStatus#LAG_ENTRIES_MAX} in each range of slices
 */
public record RebuildStatus(Instant since, long entries, List<ProjectionStatus> ranges) {

    public RebuildStatus {
        ranges = List.copyOf(ranges);
    }
}
