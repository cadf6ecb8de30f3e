package io.liveprofile.projections.erasure;

import io.liveprofile.projections.erasure.Receipt.Buried;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a step has found or done, for the receipt. */
sealed interface Done {

    record Counted(long interactions, Map<String, Long> found) implements Done {}

    /** @param buried also those who were before: one that comes again is the same, with what is known of it since */
    record Erased(List<Buried> buried) implements Done {}

    record Cleared(long snapshotsRemoved) implements Done {}

    record Told() implements Done {}

    /** The step can't be done yet. */
    record Waits(String waitingFor) implements Done {}

    static Done unless(Optional<String> waitingFor, Done done) {
        return waitingFor.<Done>map(Waits::new).orElse(done);
    }
}
