package io.liveprofile.profile.domain;

import java.util.List;

/** One entry of the journal: what one command changed. */
public sealed interface ProfileEvent {

    /** A whole batch of interactions, as they were told and not as they were understood, so that new rules reach them. */
    record Observed(List<Interaction> interactions, Headline headline) implements ProfileEvent {
        public Observed {
            interactions = List.copyOf(interactions);
        }
    }
}
