package io.liveprofile.schemas;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value must keep to, beside its type.
 *
 * @param lengthMin in characters of Unicode, as JSON Schema counts
 * @param words the only texts allowed; empty: any
 * @param numberAsText how a number that comes as text must look, which is then read as one
 */
public record Bounds(
        Optional<BigDecimal> minimum,
        Optional<BigDecimal> maximum,
        int lengthMin,
        int lengthMax,
        int itemsMax,
        Set<String> words,
        Optional<Pattern> numberAsText) {

    public static final int NO_MAX = Integer.MAX_VALUE;
    public static final Bounds NONE =
            new Bounds(Optional.empty(), Optional.empty(), 0, NO_MAX, NO_MAX, Set.of(), Optional.empty());

    public Bounds {
        words = Set.copyOf(words);
    }

    boolean limitsText() {
        return lengthMax != NO_MAX || lengthMin > 0 || !words.isEmpty() || numberAsText.isPresent();
    }

    @Nullable
    String text(String text) {
        if (numberAsText.isPresent() && !numberAsText.get().matcher(text).matches()) {
            return "must be a decimal number, be it as text";
        }
        if (lengthMax != NO_MAX || lengthMin > 0) {
            int length = text.length();
            if (length > lengthMax || length < 2 * lengthMin) {
                length = text.codePointCount(0, length);
            }
            if (length > lengthMax) {
                return "must have at most " + lengthMax + " characters";
            }
            if (length < lengthMin) {
                return "must have at least " + lengthMin + " characters";
            }
        }
        return words.isEmpty() || words.contains(text) ? null : "must be one of the words that the contract lists";
    }

    @Nullable
    String number(BigDecimal number) {
        if (minimum.isPresent() && number.compareTo(minimum.get()) < 0) {
            return "must be at least " + minimum.get().toPlainString();
        }
        if (maximum.isPresent() && number.compareTo(maximum.get()) > 0) {
            return "must be at most " + maximum.get().toPlainString();
        }
        return null;
    }
}
