package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.query.Position;
import io.liveprofile.persistence.r2dbc.query.SliceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one slice range of a projection stands. {@code lag} is the age of the oldest entry that it has not taken in, zero
 * when there is none.
 */
public record ProjectionStatus(
        String projection, SliceRange range, State state, Position offset, Duration lag, Optional<Failing> failing) {

    public enum State {
        RUNNING,
        PAUSED,
        FAILING
    }

    public record Failing(Instant since, String lastError) {}
}
