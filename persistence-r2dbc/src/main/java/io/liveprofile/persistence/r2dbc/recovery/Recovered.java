package io.liveprofile.persistence.r2dbc.recovery;

import java.util.List;
import java.util.Optional;

/**
 * What one id needs to come back.
 *
 * @param fromSequenceNr of the first entry that is covered
 * @param complete whether the rows are all there are
 */
public record Recovered(
        Optional<RecoveredSnapshot> snapshot, long fromSequenceNr, List<RecoveredRow> rows, boolean complete) {

    public long lastSequenceNr() {
        return rows.isEmpty() ? 0 : rows.getLast().sequenceNr();
    }
}
