package io.liveprofile.persistence.r2dbc.journal;

import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.recovery.RecoveredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serializers;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Between Pekko's events and the columns of the journal, as upstream fills them. */
final class Entries {
    private static final String TAG_SEPARATOR = String.valueOf(JournalTable.TAG_SEPARATOR);

    private final Serialization serialization;
    private final int bytesMax;

    Entries(Serialization serialization, int bytesMax) {
        this.serialization = serialization;
        this.bytesMax = bytesMax;
    }

    List<Entry> of(List<PersistentRepr> events) {
        var entries = new ArrayList<Entry>(events.size());
        for (var event : events) {
            var entry = of(event);
            if (entry.bytes() > bytesMax) {
                throw new IllegalArgumentException("An event of " + event.persistenceId() + " takes " + entry.bytes()
                        + " bytes; pekko.persistence.r2dbc.journal.entry-bytes-max allows " + bytesMax);
            }
            entries.add(entry);
        }
        return entries;
    }

    private Entry of(PersistentRepr event) {
        var tagged = event.payload() instanceof Tagged wrapped ? wrapped : null;
        var payload = tagged == null ? event.payload() : tagged.payload();
        var serializer = serialization.findSerializerFor(payload);
        var metadata = event.metadata().getOrElse(() -> null);
        return new Entry(
                Slices.of(event.persistenceId()),
                Slices.entityTypeOf(event.persistenceId()),
                event.persistenceId(),
                event.sequenceNr(),
                serializer.identifier(),
                Serializers.manifestFor(serializer, payload),
                serialization.serialize(payload).get(),
                event.writerUuid(),
                event.manifest(),
                tagged == null ? null : tags(tagged),
                metadata == null ? null : metadata(metadata));
    }

    private static @Nullable String tags(Tagged tagged) {
        var tags = CollectionConverters.asJava(tagged.tags());
        tags.stream().filter(tag -> tag.contains(TAG_SEPARATOR)).findAny().ifPresent(tag -> {
            throw new IllegalArgumentException("a tag can't hold the control character U+001F: " + tag);
        });
        return tags.isEmpty() ? null : tags.stream().sorted().collect(Collectors.joining(TAG_SEPARATOR));
    }

    private Entry.Metadata metadata(Object metadata) {
        var serializer = serialization.findSerializerFor(metadata);
        return new Entry.Metadata(
                serializer.identifier(),
                Serializers.manifestFor(serializer, metadata),
                serialization.serialize(metadata).get());
    }

    PersistentRepr toPersistent(RecoveredRow row) {
        var event = PersistentRepr.apply(
                serialization
                        .deserialize(row.payload(), row.serializerId(), row.manifest())
                        .get(),
                row.sequenceNr(),
                row.persistenceId(),
                row.adapterManifest(),
                false,
                ActorRef.noSender(),
                row.writer());
        var metadata = row.metadata();
        return metadata == null
                ? event
                : event.withMetadata(serialization
                        .deserialize(metadata.payload(), metadata.serializerId(), metadata.manifest())
                        .get());
    }
}
