package io.liveprofile.profile.wire;

/**
 * One copy of the words that stand in every customer's profile: names of interactions, countries, methods. Bounded: a word
 * pushes out the one that had its place. A race between threads costs a copy and nothing else.
 */
final class Shared {
    private static final int WORDS_MAX = 1_024;

    private static final String[] WORDS = new String[WORDS_MAX];

    private Shared() {}

    static String of(String word) {
        int place = word.hashCode() & WORDS_MAX - 1;
        var kept = WORDS[place];
        if (word.equals(kept)) {
            return kept;
        }
        WORDS[place] = word;
        return word;
    }
}
