package io.liveprofile.persistence.r2dbc.query;

import io.liveprofile.persistence.r2dbc.query.JournalRow.Stored;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.apache.pekko.serialization.Serialization;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Turns stored rows into what queries answer. */
public final class Envelopes {
    private final Serialization serialization;

    public Envelopes(Serialization serialization) {
        this.serialization = serialization;
    }

    /** Fails when no serializer can read the bytes. */
    public <E> EventEnvelope<E> envelope(JournalRow row) {
        return envelope(row, SeenOffsets.of(row));
    }

    @SuppressWarnings("unchecked")
    <E> EventEnvelope<E> envelope(JournalRow row, Offset offset) {
        return new EventEnvelope<>(
                offset,
                row.persistenceId(),
                row.sequenceNr(),
                Option.apply((E) event(row)),
                row.timestamp().toEpochMilli(),
                metadata(row),
                row.entityType(),
                row.slice());
    }

    org.apache.pekko.persistence.query.EventEnvelope untyped(JournalRow row, Offset offset) {
        return new org.apache.pekko.persistence.query.EventEnvelope(
                offset,
                row.persistenceId(),
                row.sequenceNr(),
                event(row),
                row.timestamp().toEpochMilli(),
                metadata(row));
    }

    private Object event(JournalRow row) {
        return row.event().read(this::read);
    }

    private Option<Object> metadata(JournalRow row) {
        @Nullable Stored metadata = row.metadata();
        return metadata == null ? Option.empty() : Option.apply(read(metadata));
    }

    private Object read(Stored stored) {
        var read = serialization.deserialize(stored.bytes(), stored.serializerId(), stored.manifest());
        if (read.isFailure()) {
            throw new IllegalStateException(
                    "Stored bytes can't be read: serializer " + stored.serializerId() + ", manifest \""
                            + stored.manifest() + "\"",
                    read.failed().get());
        }
        return read.get();
    }
}
