package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.facts.Engagement;
import io.liveprofile.profile.domain.facts.Newest;
import io.liveprofile.profile.domain.facts.Support;
import io.liveprofile.profile.domain.facts.Survey;
import io.liveprofile.profile.domain.facts.Ticket;
import io.liveprofile.profile.domain.facts.Trouble;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What went wrong, and what was sent to a customer. */
final class SupportWire {
    private static final int TICKETS = 1;
    private static final int ERRORS = 2;
    private static final int NEWEST_ERRORS = 3;
    private static final int SURVEYS = 4;
    private static final int LAST_CONTACT = 5;

    private static final int ID = Row.OWN;
    private static final int OPEN = Row.OWN + 1;
    private static final int OPENED_AT = Row.OWN + 2;
    private static final int CODE = Row.OWN;
    private static final int KIND = Row.OWN;
    private static final int SCORE = Row.OWN + 1;
    private static final int SCORE_MAX = Row.OWN + 2;

    private static final int DELIVERED = 1;
    private static final int OPENED = 2;
    private static final int CLICKED = 3;
    private static final int BOUNCED = 4;
    private static final int LAST_OPENED = 5;
    private static final int LAST_CLICKED = 6;

    private SupportWire() {}

    static void support(WireWriter wire, Support support) {
        wire.number(ERRORS, support.errors()).number(LAST_CONTACT, support.lastContactMillis());
        Row.newest(wire, TICKETS, support.tickets(), SupportWire::ticket);
        Row.newest(wire, NEWEST_ERRORS, support.newestErrors(), SupportWire::trouble);
        Row.newest(wire, SURVEYS, support.surveys(), SupportWire::survey);
    }

    static Support support(WireReader wire) {
        Newest<Ticket> tickets = Newest.none();
        long errors = 0;
        Newest<Trouble> newestErrors = Newest.none();
        Newest<Survey> surveys = Newest.none();
        long lastContact = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case TICKETS -> tickets = Row.newest(wire.nested(), SupportWire::ticket);
                case ERRORS -> errors = wire.number();
                case NEWEST_ERRORS -> newestErrors = Row.newest(wire.nested(), SupportWire::trouble);
                case SURVEYS -> surveys = Row.newest(wire.nested(), SupportWire::survey);
                case LAST_CONTACT -> lastContact = wire.number();
                default -> wire.skip();
            }
        }
        return new Support(tickets, errors, newestErrors, surveys, lastContact);
    }

    private static void ticket(WireWriter wire, Ticket ticket) {
        wire.text(ID, ticket.ticketId()).number(OPEN, ticket.open() ? 1 : 0).number(OPENED_AT, ticket.openedAtMillis());
    }

    private static Ticket ticket(Row row) {
        return new Ticket(row.text(ID), row.flag(OPEN), row.number(OPENED_AT), row.atMillis(), row.messageId());
    }

    private static void trouble(WireWriter wire, Trouble trouble) {
        Row.text(wire, CODE, trouble.code());
    }

    private static Trouble trouble(Row row) {
        return new Trouble(row.wordOrNull(CODE), row.atMillis(), row.messageId());
    }

    private static void survey(WireWriter wire, Survey survey) {
        wire.text(KIND, survey.kind());
        number(wire, SCORE, survey.score());
        number(wire, SCORE_MAX, survey.scoreMax());
    }

    private static void number(WireWriter wire, int field, @Nullable BigDecimal number) {
        if (number != null) {
            wire.text(field, number.toString());
        }
    }

    private static Survey survey(Row row) {
        return new Survey(
                row.word(KIND),
                number(row.textOrNull(SCORE)),
                number(row.textOrNull(SCORE_MAX)),
                row.atMillis(),
                row.messageId());
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    static void engagement(WireWriter wire, Engagement engagement) {
        wire.number(DELIVERED, engagement.delivered())
                .number(OPENED, engagement.opened())
                .number(CLICKED, engagement.clicked())
                .number(BOUNCED, engagement.bounced())
                .number(LAST_OPENED, engagement.lastOpenedMillis())
                .number(LAST_CLICKED, engagement.lastClickedMillis());
    }

    static Engagement engagement(WireReader wire) {
        var row = new Row(wire);
        return new Engagement(
                row.number(DELIVERED),
                row.number(OPENED),
                row.number(CLICKED),
                row.number(BOUNCED),
                row.number(LAST_OPENED),
                row.number(LAST_CLICKED));
    }
}
