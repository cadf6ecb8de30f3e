package io.liveprofile.projections.erasure;

import io.liveprofile.profile.domain.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was erased where, as far as it has got. Nothing personal is in it: ids are pseudonyms.
 *
 * @param requestedId who was to be erased
 * @param by who asked
 * @param steps when each was done
 * @param waitingFor what the next step waits for
 * @param interactions that the profile had taken in
 * @param found rows by table, before
 * @param tombstones the customer's, and one for each anonymous id that had merged into it
 * @param snapshotsRemoved those that weren't replaced by a tombstone
 * @param readAt by the clock of the database, as the other times are
 */
public record Receipt(
        String requestId,
        CustomerId requestedId,
        String by,
        Step step,
        Map<Step, Instant> steps,
        Optional<String> waitingFor,
        long interactions,
        Map<String, Long> found,
        List<Buried> tombstones,
        long snapshotsRemoved,
        Instant readAt) {

    /**
     * One identity that was erased.
     *
     * @param sequence of the tombstone in its journal
     * @param keyDestroyedAt empty while it isn't
     * @param reopenedAt since when what happens is taken in again; empty while nothing is
     */
    public record Buried(
            CustomerId id, long sequence, Instant at, Optional<Instant> keyDestroyedAt, Optional<Instant> reopenedAt) {}

    public boolean isComplete() {
        return step == Step.COMPLETE;
    }

    /** The profile that was erased, once that is known. */
    Optional<Buried> customer() {
        return tombstones.stream().findFirst();
    }
}
