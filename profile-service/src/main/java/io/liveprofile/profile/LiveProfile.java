package io.liveprofile.profile;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Links;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.judgement.Judged;
import java.util.Optional;

/**
 * A profile as it stood when it was read.
 *
 * @param id of the profile that answered
 * @param requestedId that was asked for
 * @param sequence of the last journal entry in it
 */
public record LiveProfile(
        CustomerId id, CustomerId requestedId, long sequence, Facts facts, Links links, Judged judged) {

    /** Empty for one who did nothing yet: never seen, or known by what was decided of them alone. */
    public static Optional<LiveProfile> of(CustomerId id, CustomerId requestedId, long sequence, Profile profile) {
        return profile.facts().counts().total() == 0
                ? Optional.empty()
                : Optional.of(
                        new LiveProfile(id, requestedId, sequence, profile.facts(), profile.links(), profile.judged()));
    }
}
