package io.liveprofile.persistence.r2dbc.query;

import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One row of the journal as it is stored: the event is bytes until somebody reads it. */
public record JournalRow(
        int slice,
        String entityType,
        String persistenceId,
        long sequenceNr,
        Instant timestamp,
        Stored event,
        @Nullable Stored metadata,
        Set<String> tags) {

    /** What a serializer wrote, and which; and what that is, once somebody has read it. */
    public static final class Stored {
        private final int serializerId;
        private final String manifest;
        private final byte[] bytes;
        private volatile @Nullable Object read;

        public Stored(int serializerId, String manifest, byte[] bytes) {
            this.serializerId = serializerId;
            this.manifest = manifest;
            this.bytes = bytes;
        }

        public int serializerId() {
            return serializerId;
        }

        public String manifest() {
            return manifest;
        }

        public byte[] bytes() {
            return bytes;
        }

        /** Read once for all who share the row; two who come at the same moment may each read it. */
        Object read(Function<Stored, Object> reader) {
            var known = read;
            if (known == null) {
                known = reader.apply(this);
                read = known;
            }
            return known;
        }
    }

    public Position position() {
        return new Position(timestamp, sequenceNr, persistenceId);
    }
}
