package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.projection.ProjectionStatus.Failing;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the next tables are. Nothing is counted for it: that would take from the rebuild what it is asked about.
 *
 * @param entries of the whole journal, about: as many as any projection has taken in
 * @param missing of these not in the next tables yet
 */
public record RebuildStatus(Instant since, long entries, long missing, Optional<Failing> failing) {}
