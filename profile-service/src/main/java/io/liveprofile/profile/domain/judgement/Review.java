package io.liveprofile.profile.domain.judgement;

/**
 * What a person said to a signal.
 *
 * @param signalKey of kind and evidence: it holds for the same finding under whichever rules
 * @param by the name of the key that was used
 */
public record Review(String signalId, long signalKey, Verdict verdict, String by, long atMillis) {

    public static final int REVIEWS_MAX = 100;

    public enum Verdict {
        CONFIRMED,
        DISMISSED
    }
}
