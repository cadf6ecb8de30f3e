package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.Shared;
import io.liveprofile.schemas.typed.Money;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text as it stands in the facts: bounded, since there is a lot of it and each live customer has theirs. What is too long
 * keeps its beginning and a hash of the whole, so that different texts stay different.
 */
final class Clipped {
    /** In UTF-8. */
    static final int TEXT_BYTES_MAX = 48;

    private static final int HASH_DIGITS = 16;
    private static final int ELLIPSIS_BYTES = 3;

    private Clipped() {}

    static @Nullable String text(Optional<String> text) {
        return text.isPresent() ? text(text.get()) : null;
    }

    /** One of few, such as a country. */
    static @Nullable String word(Optional<String> word) {
        return word.isPresent() ? Shared.word(text(word.get())) : null;
    }

    /** One that was met a moment ago, if at all, such as a device. */
    static @Nullable String recent(Optional<String> text) {
        return text.isPresent() ? Shared.recent(text(text.get())) : null;
    }

    static @Nullable Money money(Optional<Money> told) {
        return told.map(money -> new Money(Shared.word(text(money.currency())), money.cents()))
                .orElse(null);
    }

    static String text(String told) {
        var text = carried(told);
        int length = text.length();
        if (length <= TEXT_BYTES_MAX / 3) {
            return text;
        }
        int room = TEXT_BYTES_MAX - HASH_DIGITS - ELLIPSIS_BYTES;
        int kept = 0;
        int bytes = 0;
        for (int i = 0; i < length; ) {
            int codePoint = text.codePointAt(i);
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            i += Character.charCount(codePoint);
            if (bytes <= room) {
                kept = i;
            }
            if (bytes > TEXT_BYTES_MAX) {
                return text.substring(0, kept) + "…" + HexFormat.of().toHexDigits(Hash64.of(text));
            }
        }
        return text;
    }

    /** A lone surrogate comes back from the journal as a question mark: the live facts must have it already. */
    private static String carried(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }
}
