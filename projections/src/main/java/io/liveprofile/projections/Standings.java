package io.liveprofile.projections;

import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Judging;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.liveprofile.profile.domain.judgement.Standing;
import java.util.Optional;
import org.apache.pekko.persistence.query.typed.EventEnvelope;

/** How a profile stands after an event. Who was decided about and never did anything has no place in any table. */
public final class Standings {
    private Standings() {}

    public static Optional<Standing> in(ProfileEvent event) {
        return switch (event) {
            case Judging judging ->
                Optional.of(judging.standing())
                        .filter(standing -> standing.headline().interactions() > 0);
            case Linked _, MergedAway _, Erased _, Reopened _ -> Optional.empty();
        };
    }

    /**
     * Whether nothing of this customer may stand in any table from here on, unless they begin anew. Most anonymous profiles
     * merge before anything was told of them: what their first entry ends never stood anywhere.
     */
    public static boolean isLast(EventEnvelope<ProfileEvent> envelope) {
        return envelope.sequenceNr() > 1
                && (envelope.event() instanceof MergedAway || envelope.event() instanceof Erased);
    }

    public static Optional<Headline> headline(ProfileEvent event) {
        return in(event).map(Standing::headline);
    }
}
