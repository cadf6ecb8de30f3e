package io.liveprofile.api.profile;

import io.liveprofile.profile.domain.facts.Entry;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.facts.Sentence;
import io.liveprofile.profile.domain.facts.Session;
import io.liveprofile.profile.domain.facts.Slot.First;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a customer did lately: the newest session, the recent ones, and the newest interactions in words. */
final class SessionJson {

    static final List<Part> PARTS = List.of(
            Part.of("session", SessionJson::newest),
            Part.array("sessions", Facts::recentSessions, SessionJson::session),
            Part.array("timeline", facts -> facts.timeline().entries(), SessionJson::entry));

    private SessionJson() {}

    private static void newest(JsonOut out, String field, Facts facts) {
        var sessions = facts.recentSessions();
        if (!sessions.isEmpty()) {
            out.object(field, session -> session(session, sessions.getFirst()));
        }
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
