package io.liveprofile.persistence.r2dbc.query;

import java.time.Instant;
import java.util.Optional;

/**
 * What a reader of slices has before it.
 *
 * @param oldest when the first of it was written; empty where there is nothing
 * @param entries counted up to a bound
 */
public record Lag(Optional<Instant> oldest, long entries) {}
