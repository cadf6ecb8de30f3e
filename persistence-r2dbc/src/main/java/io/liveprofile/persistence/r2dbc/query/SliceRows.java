package io.liveprofile.persistence.r2dbc.query;

import io.liveprofile.persistence.r2dbc.CommittedWrites.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One slice range of one entity type, as {@link SlicePages} reads it. */
interface SliceRows {

    CompletionStage<SafePoint> safePoint();

    /** The first rows after {@code after} and before {@code upTo}. */
    CompletionStage<Found> read(Position after, Instant upTo);

    /** When the first row after {@code after} and before {@code upTo} was written. */
    CompletionStage<Optional<Instant>> first(Position after, Instant upTo);

    /** Runs {@code nudge} whenever this node has committed something in the range, until the answer is cancelled. */
    Watch watch(Runnable nudge);

    /**
     * @param overflowed whether a bound of the page left some out
     * @param to where reading goes on: up to here it is complete
     */
    record Found(List<JournalRow> rows, boolean overflowed, Position to) {}
}
