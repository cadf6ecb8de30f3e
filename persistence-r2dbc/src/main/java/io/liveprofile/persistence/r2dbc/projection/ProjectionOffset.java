package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.query.Position;
import io.liveprofile.persistence.r2dbc.query.SliceRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a projection is in one slice range, and who may move it on. {@code epoch} grows with every claim and reset, so
 * that a batch begun before can't be committed after.
 */
record ProjectionOffset(
        String projection,
        String entityType,
        SliceRange range,
        Position position,
        long epoch,
        String runner,
        boolean paused,
        @Nullable Instant failingSince,
        @Nullable String lastError) {}
