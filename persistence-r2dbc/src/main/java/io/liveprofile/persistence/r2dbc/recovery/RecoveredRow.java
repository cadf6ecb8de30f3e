package io.liveprofile.persistence.r2dbc.recovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of the journal, as it is replayed. A deleted one only tells its sequence number. */
public record RecoveredRow(
        String persistenceId,
        long sequenceNr,
        Instant at,
        boolean deleted,
        int serializerId,
        String manifest,
        byte[] payload,
        String writer,
        String adapterManifest,
        @Nullable Metadata metadata) {

    public record Metadata(int serializerId, String manifest, byte[] payload) {}
}
