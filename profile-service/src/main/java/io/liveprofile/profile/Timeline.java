package io.liveprofile.profile;

import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.profile.domain.facts.Dated;
import io.liveprofile.profile.domain.facts.Entry;
import io.liveprofile.profile.domain.facts.Newest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A part of what a customer did.
 *
 * @param entries the newest first
 * @param more whether there are older ones that were meant
 */
public record Timeline(List<Entry> entries, boolean more) {

    public Timeline {
        entries = List.copyOf(entries);
    }

    /** Where a page ended: the next one begins behind it. */
    public record Position(long atMillis, MessageId messageId) {

        public static Position of(Entry entry) {
            return new Position(entry.atMillis(), entry.messageId());
        }

        private boolean isNewerThan(Entry entry) {
            return Dated.isNewer(atMillis, messageId, entry.atMillis(), entry.messageId());
        }
    }

    /**
     * Which ones are meant; an absent part means all.
     *
     * @param subject what it was done to: a ticket, say
     * @param fromMillis event time, included
     * @param toMillis event time, not included
     */
    public record Query(
            Optional<String> name,
            Optional<String> subject,
            long fromMillis,
            long toMillis,
            Optional<Position> before,
            int limit) {

        public static final int LIMIT_MAX = 500;

        public static Query newest(int limit) {
            return new Query(
                    Optional.empty(), Optional.empty(), Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty(), limit);
        }

        private boolean admits(Entry entry) {
            return entry.atMillis() >= fromMillis
                    && entry.atMillis() < toMillis
                    && name.map(entry.name()::equals).orElse(true)
                    && subject.map(entry::isAbout).orElse(true)
                    && before.map(position -> position.isNewerThan(entry)).orElse(true);
        }

        public Page begin() {
            return new Page(this);
        }
    }

    /** Takes entries in any order, and keeps those that are asked for: bounded, however long the journal is. */
    public static final class Page {
        private final Query query;
        private final PriorityQueue<Entry> oldestFirst = new PriorityQueue<>(Dated.NEWEST_FIRST.reversed());

        private Page(Query query) {
            this.query = query;
        }

        public void add(Entry entry) {
            if (query.admits(entry)) {
                oldestFirst.add(entry);
                if (oldestFirst.size() > query.limit() + 1) {
                    oldestFirst.poll();
                }
            }
        }

        public Timeline timeline() {
            var found = new ArrayList<>(oldestFirst);
            found.sort(Dated.NEWEST_FIRST);
            boolean more = found.size() > query.limit();
            return new Timeline(more ? found.subList(0, query.limit()) : found, more);
        }
    }

    /** From the newest entries alone, where they reach far enough to tell. */
    public static Optional<Timeline> remembered(Newest<Entry> newest, Query query) {
        var page = query.begin();
        newest.entries().forEach(page::add);
        var found = page.timeline();
        boolean reaches = !newest.truncated()
                || found.more()
                || newest.entries().getLast().atMillis() < query.fromMillis();
        return reaches ? Optional.of(found) : Optional.empty();
    }
}
