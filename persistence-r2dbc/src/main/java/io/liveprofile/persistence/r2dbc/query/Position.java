package io.liveprofile.persistence.r2dbc.query;

import java.time.Instant;

/**
 * A place in the journal of one entity type: everything up to and including this row has been read. Rows are ordered by
 * timestamp, then sequence number, then persistence id, so that a page may end between rows that share a timestamp.
 */
public record Position(Instant timestamp, long sequenceNr, String persistenceId) {

    public static final Position START = before(Instant.EPOCH);

    /** Before every row of that timestamp: sequence numbers begin at 1. */
    static Position before(Instant timestamp) {
        return new Position(timestamp, 0, "");
    }
}
