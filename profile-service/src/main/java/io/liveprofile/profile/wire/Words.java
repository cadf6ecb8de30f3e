package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.Shared;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One of few texts, found by its bytes so that no text has to be made of them: paths of fields, names of interactions, what
 * is written again and again. Bounded, and safe to race for, as {@link Shared} is.
 */
final class Words {
    private static final int WORDS_MAX = 4_096;
    private static final int FACTOR = 31;

    private static final @Nullable Word[] WORDS = new Word[WORDS_MAX];

    private record Word(byte[] bytes, String text) {}

    private Words() {}

    static String of(byte[] buffer, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = FACTOR * hash + buffer[i];
        }
        int place = (hash ^ hash >>> 16) & WORDS_MAX - 1;
        var word = WORDS[place];
        if (word != null && Arrays.equals(word.bytes, 0, word.bytes.length, buffer, from, to)) {
            return word.text;
        }
        var text = Shared.word(new String(buffer, from, to - from, StandardCharsets.UTF_8));
        WORDS[place] = new Word(Arrays.copyOfRange(buffer, from, to), text);
        return text;
    }
}
