package io.liveprofile.projections;

import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Judging;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import java.util.Optional;

/** What an event tells of the profile as it stands after it; nothing of one that is known by decisions alone. */
public final class Headlines {
    private Headlines() {}

    public static Optional<Headline> in(ProfileEvent event) {
        return switch (event) {
            case Judging judging ->
                Optional.of(judging.standing().headline()).filter(headline -> headline.interactions() > 0);
            case Linked _, MergedAway _ -> Optional.empty();
        };
    }
}
