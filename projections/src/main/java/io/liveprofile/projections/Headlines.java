package io.liveprofile.projections;

import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import java.util.Optional;

/** What an event tells of the profile as it stands after it. */
public final class Headlines {
    private Headlines() {}

    public static Optional<Headline> in(ProfileEvent event) {
        return switch (event) {
            case Observed observed -> Optional.of(observed.headline());
            case Linked _, MergedAway _ -> Optional.empty();
        };
    }
}
