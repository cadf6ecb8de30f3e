package io.liveprofile.persistence.r2dbc.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one id needs to come back.
 *
 * @param fromSequenceNr of the first entry that is covered
 * @param rows from there on, as many as came along
 * @param last of the entries that were looked at, which may be more than came along
 * @param complete whether it is the last of all
 */
public record Recovered(
        Optional<RecoveredSnapshot> snapshot,
        long fromSequenceNr,
        List<RecoveredRow> rows,
        Optional<Last> last,
        boolean complete) {

    public record Last(long sequenceNr, Instant at) {}

    static Recovered nothing(long fromSequenceNr) {
        return new Recovered(Optional.empty(), fromSequenceNr, List.of(), Optional.empty(), true);
    }

    public long lastSequenceNr() {
        return last.map(Last::sequenceNr).orElse(0L);
    }
}
