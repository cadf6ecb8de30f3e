package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.facts.Slot.First;
import org.jspecify.annotations.Nullable;

/**
 * A visit: interactions without a silence longer than the session gap.
 *
 * @param entry the page that it began with, and what led there
 */
public record Session(
        long startMillis,
        long endMillis,
        int interactions,
        int pages,
        @Nullable First entry,
        @Nullable First campaign) {

    static Session of(Slot slot) {
        return new Session(
                slot.firstAtMillis(),
                slot.lastAtMillis(),
                slot.interactions(),
                slot.pages(),
                slot.entry(),
                slot.campaign());
    }

    Session with(Slot next) {
        return new Session(
                startMillis,
                next.lastAtMillis(),
                interactions + next.interactions(),
                pages + next.pages(),
                entry == null ? next.entry() : entry,
                campaign == null ? next.campaign() : campaign);
    }
}
