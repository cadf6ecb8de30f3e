package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.schemas.Value;
import org.jspecify.annotations.Nullable;

/**
 * What was done within one stretch of time as long as a session's gap: all of it belongs to one session, whatever came
 * when, so that nothing finer has to be kept.
 *
 * @param number of gaps since 1970
 */
public record Slot(
        long number,
        long firstAtMillis,
        long lastAtMillis,
        int interactions,
        int pages,
        @Nullable First entry,
        @Nullable First campaign) {

    /** What came first. */
    public record First(long atMillis, MessageId messageId, String text, Value.@Nullable Sealed referrer) {

        static @Nullable First of(@Nullable First one, @Nullable First other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            boolean otherIsFirst = one.atMillis == other.atMillis
                    ? Dated.isNewer(other.atMillis, other.messageId, one.atMillis, one.messageId)
                    : other.atMillis < one.atMillis;
            return otherIsFirst ? other : one;
        }

        void addTo(Hash64 hash) {
            hash.add(atMillis).add(messageId).add(text).add(referrer == null ? 0 : 1);
        }
    }

    Slot with(Slot other) {
        return new Slot(
                number,
                Math.min(firstAtMillis, other.firstAtMillis),
                Math.max(lastAtMillis, other.lastAtMillis),
                interactions + other.interactions,
                pages + other.pages,
                First.of(entry, other.entry),
                First.of(campaign, other.campaign));
    }

    void addTo(Hash64 hash) {
        hash.add(number).add(firstAtMillis).add(lastAtMillis).add(interactions).add(pages);
        addTo(hash, entry);
        addTo(hash, campaign);
    }

    private static void addTo(Hash64 hash, @Nullable First first) {
        if (first == null) {
            hash.add(0);
        } else {
            first.addTo(hash);
        }
    }
}
