package io.liveprofile.profile.domain.judgement;

import io.liveprofile.profile.domain.Headline;
import java.util.List;
import java.util.Optional;

/**
 * How a profile stands after an event: what every event tells, so that whoever reads the journal copies and never
 * recomputes.
 *
 * @param judgement where it changed
 * @param signals that were raised
 * @param lookAgainAtMillis when the profile should be looked at though nothing happens
 */
public record Standing(
        Headline headline, Optional<Judgement> judgement, List<Signal> signals, Optional<Long> lookAgainAtMillis) {

    public Standing {
        signals = List.copyOf(signals);
    }

    /** As entries from before anything was judged have it. */
    public static Standing of(Headline headline) {
        return new Standing(headline, Optional.empty(), List.of(), Optional.empty());
    }
}
