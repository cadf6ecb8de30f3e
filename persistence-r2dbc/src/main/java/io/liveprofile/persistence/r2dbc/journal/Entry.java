package io.liveprofile.persistence.r2dbc.journal;

import org.jspecify.annotations.Nullable;

/**
 * One row of the journal before it has a time.
 *
 * @param writer which incarnation of the persistent actor wrote it: tells our own row from another's after a lost answer
 * @param tags separated by {@link JournalTable#TAG_SEPARATOR}, or null
 */
record Entry(
        int slice,
        String entityType,
        String persistenceId,
        long sequenceNr,
        int serializerId,
        String manifest,
        byte[] payload,
        String writer,
        String adapterManifest,
        @Nullable String tags,
        @Nullable Metadata metadata) {

    record Metadata(int serializerId, String manifest, byte[] payload) {}

    /** What it weighs in a flush: the payload, and roughly what the columns beside it take. */
    int bytes() {
        return payload.length + (metadata == null ? 0 : metadata.payload().length) + 2 * persistenceId.length() + 150;
    }

    /** Whether the columns that seldom differ are the same. */
    boolean isLike(Entry other) {
        return serializerId == other.serializerId
                && entityType.equals(other.entityType)
                && manifest.equals(other.manifest)
                && adapterManifest.equals(other.adapterManifest);
    }

    boolean isPlain() {
        return tags == null && metadata == null;
    }
}
