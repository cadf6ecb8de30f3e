package io.liveprofile.projections.erasure;

import java.util.Locale;

/** How far an erasure has got: what each one says is done, and what follows comes next. */
public enum Step {
    ACCEPTED,
    /** What there was is counted. */
    COUNTED,
    /** The customer's actor takes nothing in any more. */
    TOMBSTONE_WRITTEN,
    KEY_DESTROYED,
    /** So are the anonymous ids that had merged into this customer, and their keys. */
    LINKED_IDS_ERASED,
    READ_MODELS_CLEARED,
    TOPICS_TOLD,
    /** No node remembers a key any more; where they begin anew, they do. */
    COMPLETE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Step of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
