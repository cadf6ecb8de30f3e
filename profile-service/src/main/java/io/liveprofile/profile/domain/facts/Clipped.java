package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
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

    static String text(String text) {
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
}
