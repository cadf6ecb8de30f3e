package io.liveprofile.api.profile;

import io.liveprofile.profile.domain.facts.Engagement;
import io.liveprofile.profile.domain.facts.Support;
import io.liveprofile.profile.domain.facts.Ticket;
import java.util.List;

/** What went wrong, and what became of what was sent to a customer. */
final class SupportJson {

    static final List<Part> PARTS = List.of(
            Part.object("support", (out, facts) -> support(out, facts.support())),
            Part.object("messages", (out, facts) -> {
                engagement(out, "email", facts.emails());
                engagement(out, "push", facts.pushes());
            }));

    private SupportJson() {}

    private static void support(JsonOut out, Support support) {
        out.number("openTickets", support.openTickets()).number("errors", support.errors());
        if (support.lastContactMillis() != Support.NEVER) {
            out.time("lastContact", support.lastContactMillis());
        }
        out.array("tickets", support.tickets().entries(), SupportJson::ticket);
        out.array(
                "recentErrors",
                support.newestErrors().entries(),
                (error, each) -> error.text("code", each.code())
                        .time("at", each.atMillis())
                        .text("messageId", each.messageId().toString()));
        out.array(
                "surveys",
                support.surveys().entries(),
                (survey, each) -> survey.text("kind", each.kind())
                        .number("score", each.score())
                        .number("scoreMax", each.scoreMax())
                        .time("at", each.atMillis()));
    }

    private static void ticket(JsonOut out, Ticket ticket) {
        out.text("ticketId", ticket.ticketId()).flag("open", ticket.open()).time("at", ticket.atMillis());
        if (ticket.openedAtMillis() != Ticket.NEVER) {
            out.time("opened", ticket.openedAtMillis());
        }
    }

    private static void engagement(JsonOut out, String channel, Engagement engagement) {
        if (engagement.equals(Engagement.NONE)) {
            return;
        }
        out.object(channel, nested -> {
            nested.number("delivered", engagement.delivered())
                    .number("opened", engagement.opened())
                    .number("clicked", engagement.clicked())
                    .number("bounced", engagement.bounced());
            if (engagement.lastOpenedMillis() != Engagement.NEVER) {
                nested.time("lastOpened", engagement.lastOpenedMillis());
            }
            if (engagement.lastClickedMillis() != Engagement.NEVER) {
                nested.time("lastClicked", engagement.lastClickedMillis());
            }
        });
    }
}
