package io.liveprofile.ingest.flow;

import java.util.Locale;

/** Why nothing is kept of a record. */
enum Skipped {
    /** It has no value. */
    EMPTY,
    /** It is about a customer who was erased. */
    ERASED;

    /** As it stands in metrics. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
