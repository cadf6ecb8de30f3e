package io.liveprofile.profile.domain;

import java.util.List;

/** One entry of the journal: what one command changed. */
public sealed interface ProfileEvent {

    /**
     * A whole batch of interactions, as they were told and not as they were understood, so that new rules reach them.
     *
     * @param met the anonymous ids that the customer was seen with for the first time
     */
    record Observed(List<Interaction> interactions, List<CustomerId> met, Headline headline) implements ProfileEvent {
        public Observed {
            interactions = List.copyOf(interactions);
            met = List.copyOf(met);
        }
    }

    /** An anonymous id that was met has answered. */
    record Linked(Link link) implements ProfileEvent {}

    /** An anonymous profile gives itself to a known customer, once and for good. */
    record MergedAway(CustomerId into) implements ProfileEvent {}
}
