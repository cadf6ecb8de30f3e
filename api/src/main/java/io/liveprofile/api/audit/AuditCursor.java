package io.liveprofile.api.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Where a page of the audit ended, as a text that callers hand back and don't look into. */
record AuditCursor(Instant at, UUID id) {
    private static final String SEPARATOR = " ";

    static AuditCursor of(PersonalRead last) {
        return new AuditCursor(last.at(), last.id());
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + SEPARATOR + id).getBytes(StandardCharsets.UTF_8));
    }

    /** Throws {@link IllegalArgumentException} or {@link java.time.DateTimeException} at what {@link #text} didn't make. */
    static AuditCursor parse(String text) {
        var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int end = plain.indexOf(SEPARATOR);
        if (end < 0) {
            throw new IllegalArgumentException("no cursor");
        }
        return new AuditCursor(Instant.parse(plain.substring(0, end)), UUID.fromString(plain.substring(end + 1)));
    }
}
