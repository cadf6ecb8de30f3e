package io.liveprofile.persistence.r2dbc.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Events that a projection has read from their bytes, kept for the other projections of this node, which are about to read
 * the same: a bounded number of the newest.
 */
public final class KeptEvents {
    private record Place(String persistenceId, long sequenceNr) {}

    private record Kept(Object event, int bytes) {}

    private final int bytesMax;
    private final Map<Place, Kept> kept = new LinkedHashMap<>();
    private long bytes;

    /** @param bytesMax of the events as they are stored; in memory each takes some times as much */
    public KeptEvents(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    Object event(JournalRow row, Supplier<Object> read) {
        var place = new Place(row.persistenceId(), row.sequenceNr());
        var known = find(place);
        if (known != null) {
            return known;
        }
        var event = read.get();
        keep(place, new Kept(event, row.event().bytes().length));
        return event;
    }

    private synchronized @Nullable Object find(Place place) {
        @Nullable Kept found = kept.get(place);
        return found == null ? null : found.event();
    }

    private synchronized void keep(Place place, Kept fresh) {
        if (fresh.bytes() > bytesMax || kept.putIfAbsent(place, fresh) != null) {
            return;
        }
        bytes += fresh.bytes();
        var oldest = kept.values().iterator();
        while (bytes > bytesMax) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
