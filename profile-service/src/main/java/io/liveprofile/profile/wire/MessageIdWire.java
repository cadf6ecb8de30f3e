package io.liveprofile.profile.wire;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message id. One that is a UUID, as most are, goes as its 16 bytes. */
final class MessageIdWire {
    private static final int UUID_LENGTH = 36;

    private MessageIdWire() {}

    static void write(WireWriter wire, String messageId, int textField, int highField, int lowField) {
        var uuid = uuid(messageId);
        if (uuid == null) {
            wire.text(textField, messageId);
        } else {
            wire.fixed(highField, uuid.getMostSignificantBits()).fixed(lowField, uuid.getLeastSignificantBits());
        }
    }

    static String read(String text, long high, long low) {
        return text.isEmpty() ? new UUID(high, low).toString() : text;
    }

    /** Null for what would not come back exactly as it was, capital letters included. */
    private static @Nullable UUID uuid(String messageId) {
        if (messageId.length() != UUID_LENGTH || messageId.charAt(8) != '-') {
            return null;
        }
        try {
            var uuid = UUID.fromString(messageId);
            return uuid.toString().equals(messageId) ? uuid : null;
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }
}
