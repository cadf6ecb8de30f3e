package io.liveprofile.persistence.r2dbc.recovery;

import io.liveprofile.persistence.r2dbc.recovery.RecoveredRow.Metadata;
import org.jspecify.annotations.Nullable;

/** One row of the snapshot table. */
public record RecoveredSnapshot(
        String persistenceId,
        long sequenceNr,
        long writtenAtMillis,
        int serializerId,
        String manifest,
        byte[] payload,
        @Nullable Metadata metadata) {}
