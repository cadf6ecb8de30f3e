package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;

/**
 * A question to support: open as long as the newest of its openings and solutions is an opening.
 *
 * @param openedAtMillis when it was opened first; {@link #NEVER} where only its solution is known
 */
public record Ticket(String ticketId, boolean open, long openedAtMillis, long atMillis, MessageId messageId)
        implements Keyed<Ticket> {

    public static final int TICKETS_MAX = 20;
    public static final long NEVER = Long.MAX_VALUE;

    @Override
    public String key() {
        return ticketId;
    }

    @Override
    public Ticket with(Ticket other) {
        var newer = other.isNewerThan(this) ? other : this;
        return new Ticket(
                ticketId, newer.open, Math.min(openedAtMillis, other.openedAtMillis), newer.atMillis, newer.messageId);
    }

    @Override
    public void addTo(Hash64 hash) {
        hash.add(ticketId).add(open ? 1 : 0).add(openedAtMillis);
    }
}
