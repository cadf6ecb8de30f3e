package io.liveprofile.persistence.r2dbc.query;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row of the journal as it is stored: the event is still bytes. */
public record JournalRow(
        int slice,
        String entityType,
        String persistenceId,
        long sequenceNr,
        Instant timestamp,
        Stored event,
        @Nullable Stored metadata,
        Set<String> tags) {

    /** What a serializer wrote, and which. */
    public record Stored(int serializerId, String manifest, byte[] bytes) {}

    public Position position() {
        return new Position(timestamp, sequenceNr, persistenceId);
    }
}
