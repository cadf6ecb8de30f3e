package io.liveprofile.profile.domain;

import org.jspecify.annotations.Nullable;

/**
 * One copy of a value that stands in many places: names of interactions, pages and products in every customer's profile; a
 * message id or a customer's own id in several parts of one. Bounded: a value pushes out the one that had its place. Which
 * copy one gets can't be told by its value; a race between threads costs a copy and nothing else, since whatever comes here
 * never changes.
 */
public final class Shared {
    private static final int WORDS_MAX = 16_384;
    private static final int RECENT_MAX = 16_384;

    /** Up to it numbers are alike in many profiles. */
    private static final long FEW = 8;

    private static final @Nullable Object[] WORDS = new Object[WORDS_MAX];
    private static final @Nullable Object[] RECENT = new Object[RECENT_MAX];

    private Shared() {}

    /** One of few. */
    public static <T> T word(T word) {
        return of(word, WORDS);
    }

    /** What is counted, with how often: one of few while that is small. */
    public static <T> T counted(T counted, long times) {
        return times <= FEW ? word(counted) : counted;
    }

    /** One that was met a moment ago, if at all. */
    public static <T> T recent(T value) {
        return of(value, RECENT);
    }

    @SuppressWarnings("unchecked") // what equals it is of its type
    private static <T> T of(T value, @Nullable Object[] kept) {
        int hash = value.hashCode();
        int place = (hash ^ hash >>> 16) & kept.length - 1;
        var same = kept[place];
        if (value.equals(same)) {
            return (T) same;
        }
        kept[place] = value;
        return value;
    }
}
