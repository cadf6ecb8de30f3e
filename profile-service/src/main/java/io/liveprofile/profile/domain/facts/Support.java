package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.schemas.typed.Meaning.ApplicationCrashed;
import io.liveprofile.schemas.typed.Meaning.ErrorEncountered;
import io.liveprofile.schemas.typed.Meaning.SurveyAnswered;
import io.liveprofile.schemas.typed.Meaning.TicketOpened;
import io.liveprofile.schemas.typed.Meaning.TicketReplied;
import io.liveprofile.schemas.typed.Meaning.TicketSolved;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, and what support knows of it.
 *
 * @param errors how many there ever were
 * @param lastContactMillis of the newest opening or reply; {@link #NEVER}
 */
public record Support(
        Newest<Ticket> tickets,
        long errors,
        Newest<Trouble> newestErrors,
        Newest<Survey> surveys,
        long lastContactMillis) {

    public static final long NEVER = Long.MIN_VALUE;

    public static final Support NONE = new Support(Newest.none(), 0, Newest.none(), Newest.none(), NEVER);

    private static final String UNNAMED_KIND = "survey";

    /** What a batch adds. */
    private static final class Added {
        private final List<Ticket> tickets = new ArrayList<>();
        private final List<Trouble> errors = new ArrayList<>();
        private final List<Survey> surveys = new ArrayList<>();
        private long contact = NEVER;

        void take(Told told) {
            long at = told.atMillis();
            switch (told.meaning()) {
                case TicketOpened(var id, var _) -> {
                    tickets.add(new Ticket(Clipped.text(id), true, at, at, told.messageId()));
                    contact = Math.max(contact, at);
                }
                case TicketReplied _ -> contact = Math.max(contact, at);
                case TicketSolved(var id) ->
                    tickets.add(new Ticket(Clipped.text(id), false, Ticket.NEVER, at, told.messageId()));
                case ErrorEncountered(var code, var _) ->
                    errors.add(new Trouble(Clipped.word(code), at, told.messageId()));
                case ApplicationCrashed(var code, var _) ->
                    errors.add(new Trouble(Clipped.word(code), at, told.messageId()));
                case SurveyAnswered(var kind, var score, var max) ->
                    surveys.add(new Survey(
                            Clipped.text(kind.orElse(UNNAMED_KIND)),
                            bounded(score),
                            bounded(max),
                            at,
                            told.messageId()));
                default -> {}
            }
        }

        private static @Nullable BigDecimal bounded(Optional<BigDecimal> told) {
            return told.filter(number -> number.precision() + Math.abs(number.scale()) <= Clipped.TEXT_BYTES_MAX)
                    .orElse(null);
        }
    }

    Support plus(List<Told> batch) {
        var added = new Added();
        batch.forEach(added::take);
        if (added.tickets.isEmpty()
                && added.errors.isEmpty()
                && added.surveys.isEmpty()
                && added.contact <= lastContactMillis) {
            return this;
        }
        return new Support(
                Newest.plus(tickets, added.tickets, Ticket.TICKETS_MAX),
                errors + added.errors.size(),
                newestErrors.plus(added.errors, Trouble.ERRORS_MAX),
                Newest.plus(surveys, added.surveys, Survey.SURVEYS_MAX),
                Math.max(lastContactMillis, added.contact));
    }

    public int openTickets() {
        return (int) tickets.entries().stream().filter(Ticket::open).count();
    }

    public boolean truncated() {
        return tickets.truncated() || surveys.truncated();
    }

    void addTo(Hash64 hash) {
        tickets.addTo(hash);
        newestErrors.addTo(hash.add(errors).add(lastContactMillis));
        surveys.addTo(hash);
    }
}
