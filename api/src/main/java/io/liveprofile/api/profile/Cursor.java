package io.liveprofile.api.profile;

import io.liveprofile.profile.Timeline.Position;
import io.liveprofile.profile.domain.MessageId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page ended, as a text that callers hand back and don't look into. */
final class Cursor {
    private static final char SEPARATOR = ' ';

    private Cursor() {}

    static String text(Position position) {
        var plain = position.atMillis() + String.valueOf(SEPARATOR) + position.messageId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException at what {@link #text} didn't make */
    static Position read(String text) {
        var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int end = plain.indexOf(SEPARATOR);
        if (end < 0) {
            throw new IllegalArgumentException("no cursor");
        }
        return new Position(Long.parseLong(plain.substring(0, end)), MessageId.of(plain.substring(end + 1)));
    }
}
