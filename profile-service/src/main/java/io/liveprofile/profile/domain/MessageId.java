package io.liveprofile.profile.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message id as facts keep it, several for each live customer: one that is a UUID, as most are, takes the 16 bytes of that
 * and not its 36 letters. In the order of their texts.
 */
public sealed interface MessageId extends Comparable<MessageId> {

    MessageId NONE = new Text("");

    record Uuid(long high, long low) implements MessageId {
        private static final int LENGTH = 36;
        private static final int FIRST_DASH = 8;

        /** Null for what would not come back exactly as it was, capital letters included. */
        private static @Nullable Uuid parse(String text) {
            if (text.length() != LENGTH || text.charAt(FIRST_DASH) != '-') {
                return null;
            }
            try {
                var uuid = UUID.fromString(text);
                return uuid.toString().equals(text)
                        ? new Uuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits())
                        : null;
            } catch (IllegalArgumentException notOne) {
                return null;
            }
        }

        @Override
        public String toString() {
            return new UUID(high, low).toString();
        }
    }

    record Text(String text) implements MessageId {

        @Override
        public String toString() {
            return text;
        }
    }

    static MessageId of(String text) {
        @Nullable Uuid uuid = Uuid.parse(text);
        return uuid == null ? new Text(text) : uuid;
    }

    @Override
    default int compareTo(MessageId other) {
        if (this instanceof Uuid(long high, long low) && other instanceof Uuid(long otherHigh, long otherLow)) {
            return high != otherHigh ? Long.compareUnsigned(high, otherHigh) : Long.compareUnsigned(low, otherLow);
        }
        return toString().compareTo(other.toString());
    }
}
