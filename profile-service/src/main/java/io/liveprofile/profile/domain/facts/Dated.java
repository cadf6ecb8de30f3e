package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import java.util.Comparator;

/** What one interaction left behind: where it stands among others is decided by its time, then by its message id. */
public interface Dated {

    Comparator<Dated> NEWEST_FIRST = (one, other) -> other.isNewerThan(one)
            ? 1
            : one.isNewerThan(other) ? -1 : other.key().compareTo(one.key());

    long atMillis();

    MessageId messageId();

    /** Tells apart what one interaction left behind in one place, such as the products of an order. */
    default String key() {
        return "";
    }

    void addTo(Hash64 hash);

    default boolean isNewerThan(Dated other) {
        return isNewer(atMillis(), messageId(), other.atMillis(), other.messageId());
    }

    static boolean isNewer(long atMillis, MessageId messageId, long thanMillis, MessageId thanMessageId) {
        return atMillis != thanMillis ? atMillis > thanMillis : messageId.compareTo(thanMessageId) > 0;
    }
}
