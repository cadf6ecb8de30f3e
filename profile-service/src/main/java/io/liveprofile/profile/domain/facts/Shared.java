package io.liveprofile.profile.domain.facts;

import org.jspecify.annotations.Nullable;

/**
 * One copy of a text that stands in many places: names of interactions, countries and methods in every customer's profile;
 * a message id in several parts of one. Bounded: a text pushes out the one that had its place. Which copy one gets can't be
 * told by its value; a race between threads costs a copy and nothing else.
 */
public final class Shared {
    private static final int WORDS_MAX = 2_048;
    private static final int IDS_MAX = 1_024;

    private static final @Nullable String[] WORDS = new String[WORDS_MAX];
    private static final @Nullable String[] IDS = new String[IDS_MAX];

    private Shared() {}

    /** One of few. */
    public static String word(String word) {
        return of(word, WORDS);
    }

    /** One that was met a moment ago, if at all. */
    public static String id(String id) {
        return of(id, IDS);
    }

    private static String of(String text, @Nullable String[] kept) {
        int place = text.hashCode() & kept.length - 1;
        var same = kept[place];
        if (text.equals(same)) {
            return same;
        }
        kept[place] = text;
        return text;
    }
}
