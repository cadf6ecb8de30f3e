package io.liveprofile.ingest.quarantine;

import io.liveprofile.ingest.quarantine.Quarantine.Filter;
import io.liveprofile.ingest.quarantine.Quarantine.Page;
import io.liveprofile.profile.domain.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The newest records of the quarantine, in memory. The topic is the truth: this can be read from it again. */
final class WaitingIndex {

    /** A record, and where in the quarantine's topic it stands. */
    record Held(Waiting waiting, int partition, long offset) {}

    private record Position(long atMillis, String id) {
        static final Comparator<Position> NEWEST_FIRST =
                Comparator.comparingLong(Position::atMillis).reversed().thenComparing(Position::id);

        static Position of(Waiting waiting) {
            return new Position(waiting.at().toEpochMilli(), waiting.id());
        }

        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((atMillis + " " + id).getBytes(StandardCharsets.UTF_8));
        }

        static Position parse(String cursor) {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("no cursor of the quarantine");
            }
            return new Position(Long.parseLong(parts[0]), parts[1]);
        }
    }

    private final int recordsMax;
    private final Map<String, Held> byId = new HashMap<>();
    private final TreeMap<Position, Held> newestFirst = new TreeMap<>(Position.NEWEST_FIRST);
    private final EnumMap<Reason, Long> counts = new EnumMap<>(Reason.class);
    private boolean truncated;

    WaitingIndex(int recordsMax) {
        this.recordsMax = recordsMax;
    }

    synchronized void put(Held held) {
        remove(held.waiting().id());
        byId.put(held.waiting().id(), held);
        newestFirst.put(Position.of(held.waiting()), held);
        counts.merge(held.waiting().reason(), 1L, Long::sum);
        if (byId.size() > recordsMax) {
            truncated = true;
            remove(newestFirst.lastKey().id());
        }
    }

    synchronized void remove(String id) {
        var held = byId.remove(id);
        if (held != null) {
            newestFirst.remove(Position.of(held.waiting()));
            counts.merge(held.waiting().reason(), -1L, Long::sum);
        }
    }

    synchronized Optional<Held> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized long count(Reason reason) {
        return counts.getOrDefault(reason, 0L);
    }

    /** Those that were pushed out could be taken in again, and only the topic knows which they were. */
    synchronized boolean hasRoomForThePushedOut() {
        return truncated && byId.size() <= recordsMax / 2;
    }

    synchronized Page page(Filter filter, Optional<String> cursor, int limit) {
        var from = cursor.map(Position::parse)
                .map(last -> newestFirst.tailMap(last, false))
                .orElse(newestFirst);
        var records = new ArrayList<Waiting>();
        for (var held : from.values()) {
            if (!filter.admits(held.waiting())) {
                continue;
            }
            if (records.size() == limit) {
                return page(records, Optional.of(Position.of(records.getLast()).cursor()));
            }
            records.add(held.waiting());
        }
        return page(records, Optional.empty());
    }

    private Page page(ArrayList<Waiting> records, Optional<String> next) {
        var waiting = new EnumMap<Reason, Long>(Reason.class);
        counts.forEach((reason, count) -> {
            if (count > 0) {
                waiting.put(reason, count);
            }
        });
        return new Page(records, next, waiting, truncated);
    }
}
