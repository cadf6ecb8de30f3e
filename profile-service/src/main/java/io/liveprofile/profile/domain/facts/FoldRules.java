package io.liveprofile.profile.domain.facts;

/**
 * What of the fold an operator may set. It travels with the facts that were made by it: facts of other rules are made
 * again from the journal, never mixed.
 *
 * @param sessionGapMillis the longest silence within a session
 * @param latenessMaxMillis how far behind the newest an interaction may lie and still move sessions and cart
 */
public record FoldRules(long sessionGapMillis, long latenessMaxMillis) {

    /** How many gaps the lateness may span: the slots in which sessions are kept. */
    public static final int GAPS_MAX = 50;

    private static final long MINUTE_MILLIS = 60_000;

    public static final FoldRules DEFAULT = new FoldRules(30 * MINUTE_MILLIS, 24 * 60 * MINUTE_MILLIS);

    public FoldRules {
        if (sessionGapMillis < 1 || latenessMaxMillis < 0) {
            throw new IllegalArgumentException("a gap of " + sessionGapMillis + " ms, late after " + latenessMaxMillis);
        }
        if (latenessMaxMillis > GAPS_MAX * sessionGapMillis) {
            throw new IllegalArgumentException("the lateness spans more than " + GAPS_MAX + " session gaps");
        }
    }
}
