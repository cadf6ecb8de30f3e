package io.liveprofile.persistence.r2dbc.query;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A place in the journal of one entity type: everything up to and including this row has been read. Rows are ordered by
 * timestamp, then sequence number, then persistence id, so that a page may end between rows that share a timestamp.
 */
public record Position(Instant timestamp, long sequenceNr, String persistenceId) implements Comparable<Position> {

    private static final Comparator<Position> ORDER = Comparator.comparing(Position::timestamp)
            .thenComparingLong(Position::sequenceNr)
            .thenComparing(
                    position -> position.persistenceId().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    public static final Position START = before(Instant.EPOCH);

    /** In the order of rows. */
    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    public boolean isBefore(Position other) {
        return compareTo(other) < 0;
    }

    /** Before every row of that timestamp: sequence numbers begin at 1. */
    static Position before(Instant timestamp) {
        return new Position(timestamp, 0, "");
    }
}
