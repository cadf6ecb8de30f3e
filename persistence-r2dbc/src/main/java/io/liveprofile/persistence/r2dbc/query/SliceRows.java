package io.liveprofile.persistence.r2dbc.query;

import io.liveprofile.persistence.r2dbc.CommittedWrites.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** One slice range of one entity type, as {@link SlicePages} reads it. */
interface SliceRows {

    CompletionStage<SafePoint> safePoint();

    /** The first rows after {@code after} and before {@code upTo}; {@code more} when a bound left some out. */
    CompletionStage<Found> read(Position after, Instant upTo);

    /** When the first row after {@code after} and before {@code upTo} was written. */
    CompletionStage<Optional<Instant>> first(Position after, Instant upTo);

    /** Runs {@code nudge} whenever this node has committed something in the range, until the answer is cancelled. */
    Watch watch(Runnable nudge);

    record Found(List<JournalRow> rows, boolean more) {}
}
