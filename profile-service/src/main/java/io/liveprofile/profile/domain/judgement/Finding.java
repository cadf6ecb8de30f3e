package io.liveprofile.profile.domain.judgement;

import io.liveprofile.profile.domain.Hash64;
import java.util.List;

/**
 * Something suspicious in the facts.
 *
 * @param evidence the interactions and decisions behind it, oldest first
 * @param atMillis when the last of them happened
 * @param detail for the person who looks at it
 */
record Finding(Signal.Kind kind, int points, List<String> evidence, long atMillis, String detail) {

    /** The same whichever rules found it, so that what was dismissed stays dismissed. */
    long key() {
        return key(kind, evidence);
    }

    static long key(Signal.Kind kind, List<String> evidence) {
        var hash = new Hash64().add(kind.word());
        evidence.forEach(hash::add);
        return hash.finish();
    }

    ScoreReason reason() {
        return new ScoreReason(kind.word(), points, evidence.getLast(), atMillis);
    }
}
