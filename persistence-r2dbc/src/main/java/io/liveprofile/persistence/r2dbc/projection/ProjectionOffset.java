package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.query.Position;
import io.liveprofile.persistence.r2dbc.query.SliceRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a projection is in one slice range, and who may move it on. {@code epoch} grows with every claim and reset, so
 * that a batch begun before can't be committed after.
 *
 * @param taken how many entries it has taken in, about: ranges that replace others share what those had
 */
record ProjectionOffset(
        String projection,
        String entityType,
        SliceRange range,
        Position position,
        long taken,
        long epoch,
        String runner,
        boolean paused,
        @Nullable Instant failingSince,
        @Nullable String lastError) {}
