package io.liveprofile.persistence.r2dbc.query;

import java.time.Instant;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.TimestampOffset;
import scala.collection.immutable.Map;

/**
 * Pekko's offsets for a stream of rows: a timestamp with what has been seen at it, so that a stream may be taken up again
 * between rows that share one. One per running stream.
 */
final class SeenOffsets {
    private Instant timestamp;
    private Map<String, Object> seen;

    SeenOffsets(Offset from) {
        var offset = TimestampOffset.toTimestampOffset(from);
        this.timestamp = offset.timestamp();
        this.seen = offset.seen();
    }

    static Position start(Offset from) {
        return Position.before(new SeenOffsets(from).timestamp);
    }

    boolean isSeen(JournalRow row) {
        return row.timestamp().equals(timestamp)
                && seen.getOrElse(row.persistenceId(), () -> 0L) instanceof Long sequenceNr
                && row.sequenceNr() <= sequenceNr;
    }

    TimestampOffset next(JournalRow row) {
        if (!row.timestamp().equals(timestamp)) {
            timestamp = row.timestamp();
            seen = TimestampOffset.Zero().seen();
        }
        seen = with(seen, row);
        return TimestampOffset.apply(timestamp, seen);
    }

    /** The offset of a row that isn't part of a stream. */
    static TimestampOffset of(JournalRow row) {
        return TimestampOffset.apply(
                row.timestamp(), with(TimestampOffset.Zero().seen(), row));
    }

    @SuppressWarnings("unchecked") // Java sees Scala's answer without its type arguments.
    private static Map<String, Object> with(Map<String, Object> seen, JournalRow row) {
        return seen.updated(row.persistenceId(), row.sequenceNr());
    }
}
