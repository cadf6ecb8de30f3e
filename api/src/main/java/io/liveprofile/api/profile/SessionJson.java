package io.liveprofile.api.profile;

import io.liveprofile.profile.domain.facts.Entry;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.facts.Sentence;
import io.liveprofile.profile.domain.facts.Session;
import io.liveprofile.profile.domain.facts.Slot.First;
import org.jspecify.annotations.Nullable;

/** What a customer did lately: the newest session, the recent ones, and the newest interactions in words. */
final class SessionJson {

    private SessionJson() {}

    static void write(JsonOut out, Facts facts) {
        if (out.tells("session") || out.tells("sessions")) {
            var sessions = facts.recentSessions();
            if (!sessions.isEmpty()) {
                out.object("session", session -> session(session, sessions.getFirst()));
            }
            out.array("sessions", sessions, SessionJson::session);
        }
        out.array("timeline", facts.timeline().entries(), SessionJson::entry);
    }

    static void entry(JsonOut out, Entry entry) {
        out.text("messageId", entry.messageId().toString())
                .text("name", entry.name())
                .time("at", entry.atMillis())
                .text("sentence", Sentence.of(entry));
    }

    private static void session(JsonOut out, Session session) {
        out.time("start", session.startMillis())
                .time("end", session.endMillis())
                .number("interactions", session.interactions())
                .number("pages", session.pages())
                .text("entry", text(session.entry()))
                .text("campaign", text(session.campaign()));
    }

    private static @Nullable String text(@Nullable First first) {
        return first == null || first.text().isEmpty() ? null : first.text();
    }
}
