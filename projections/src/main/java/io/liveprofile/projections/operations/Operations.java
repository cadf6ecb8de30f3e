package io.liveprofile.projections.operations;

import io.liveprofile.profile.domain.CustomerId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Every projection of the deployment, from any node. Whoever names one that never ran is answered empty, or false. */
public interface Operations {

    CompletionStage<List<ProjectionState>> all();

    CompletionStage<Optional<ProjectionState>> one(String projection);

    /** Once it has answered, nothing is written until {@link #resume}. */
    CompletionStage<Boolean> pause(String projection);

    CompletionStage<Boolean> resume(String projection);

    /** Reads the journal from its beginning: rows that are newer stay, and what goes to a topic is told again. */
    CompletionStage<Boolean> reset(String projection);

    /** New tables beside the old, which are read until the new ones have caught up. */
    CompletionStage<Rebuild> rebuild(String projection);

    /** Gives a rebuild up; false where there is none. */
    CompletionStage<Boolean> cancelRebuild(String projection);

    /** What could not be handled, newest first, at most a thousand. */
    CompletionStage<List<ParkedEntry>> parked(String projection);

    CompletionStage<Retry> retry(String projection, CustomerId customer, long sequence);

    enum Rebuild {
        BEGUN,
        ALREADY,
        NO_TABLES,
        UNKNOWN
    }

    /** What became of a parked entry. */
    sealed interface Retry {
        record Handled() implements Retry {}

        record NotParked() implements Retry {}

        /** And so it stays parked. */
        record FailedAgain(String error) implements Retry {}
    }
}
