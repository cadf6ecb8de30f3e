package io.liveprofile.profile;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The live profiles, wherever in the cluster each of them lives. */
public interface CustomerProfiles {

    /** The most interactions that one call may carry. */
    int BATCH_MAX = 100;

    /** The most bytes that one call may carry, unless a single interaction is larger. */
    int BATCH_BYTES_MAX = 128 * 1_024;

    /**
     * Tells a customer's profile what the customer did. The answer comes once everything that is new is in the journal,
     * and never before: one verdict per interaction, in the order given. A failed answer says nothing about whether it
     * was stored; telling it again is harmless.
     */
    CompletionStage<List<Verdict>> observe(CustomerId id, List<Interaction> interactions);

    /** The profile as it stands, from memory; empty for a customer who was never seen. */
    CompletionStage<Optional<LiveProfile>> read(CustomerId id);
}
