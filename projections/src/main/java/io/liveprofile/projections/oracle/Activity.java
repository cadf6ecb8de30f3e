package io.liveprofile.projections.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts, days, sessions and the timeline. */
final class Activity {
    private static final int TIMELINE_MAX = 100;
    private static final int DAYS = 90;
    private static final long DAY_MILLIS = 24 * 3_600_000;
    private static final long SESSION_GAP_MILLIS = 30 * 60_000;

    private Activity() {}

    static void tell(List<Raw> all, ObjectNode profile) {
        var counts = profile.putObject("counts");
        all.forEach(raw -> counts.put(raw.name(), counts.path(raw.name()).asLong() + 1));
        days(all, profile);
        var sessions = sessions(all).reversed();
        profile.set("session", sessions.getFirst());
        profile.set("sessions", Told.array(sessions));
        profile.set(
                "timeline",
                Told.array(Told.newest(all, TIMELINE_MAX).stream()
                        .map(raw -> Told.object()
                                .put("messageId", raw.messageId())
                                .put("name", raw.name())
                                .put("at", Told.time(raw.atMillis())))
                        .toList()));
    }

    private static void days(List<Raw> all, ObjectNode profile) {
        long today = day(all.getLast());
        var days = new TreeMap<Long, Integer>();
        all.stream().filter(raw -> day(raw) > today - DAYS).forEach(raw -> days.merge(day(raw), 1, Integer::sum));
        profile.set(
                "days",
                Told.array(days.entrySet().stream()
                        .map(day -> Told.object()
                                .put("day", LocalDate.ofEpochDay(day.getKey()).toString())
                                .put("interactions", day.getValue()))
                        .toList()));
    }

    static long day(Raw raw) {
        return Math.floorDiv(raw.atMillis(), DAY_MILLIS);
    }

    /** What is late counts along where it lies in one half hour with something that isn't. */
    private static long slot(Raw raw) {
        return Math.floorDiv(raw.atMillis(), SESSION_GAP_MILLIS);
    }

    /** Of the last day up to the newest interaction, the oldest first. */
    private static List<ObjectNode> sessions(List<Raw> all) {
        long from = all.getLast().atMillis() - DAY_MILLIS;
        var inTime = all.stream()
                .filter(raw -> raw.atMillis() >= from)
                .map(Activity::slot)
                .collect(Collectors.toSet());
        var sessions = new ArrayList<List<Raw>>();
        for (var raw : all) {
            if (!inTime.contains(slot(raw))) {
                continue;
            }
            if (sessions.isEmpty()
                    || raw.atMillis() - sessions.getLast().getLast().atMillis() > SESSION_GAP_MILLIS) {
                sessions.add(new ArrayList<>());
            }
            sessions.getLast().add(raw);
        }
        return sessions.stream().map(Activity::session).toList();
    }

    private static ObjectNode session(List<Raw> session) {
        var pages = session.stream().filter(raw -> raw.is("Page Viewed")).toList();
        var told = Told.object()
                .put("start", Told.time(session.getFirst().atMillis()))
                .put("end", Told.time(session.getLast().atMillis()))
                .put("interactions", session.size())
                .put("pages", pages.size());
        if (!pages.isEmpty()) {
            long first = pages.getFirst().atMillis();
            var entry = pages.stream()
                    .filter(page -> page.atMillis() == first)
                    .toList()
                    .getLast();
            Told.text(told, "entry", entry.text("path", "name"));
        }
        return told;
    }
}
