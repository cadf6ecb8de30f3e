package io.liveprofile.profile;

import io.liveprofile.profile.domain.ProfileEvent;
import java.time.Instant;
import java.util.List;

/**
 * A part of a customer's journal, oldest first.
 *
 * @param more whether entries follow
 */
public record JournalPage(List<Written> entries, boolean more) {

    public JournalPage {
        entries = List.copyOf(entries);
    }

    /** @param at when it was stored for good */
    public record Written(long sequence, Instant at, ProfileEvent event) {}
}
