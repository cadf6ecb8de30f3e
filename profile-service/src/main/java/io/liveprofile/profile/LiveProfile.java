package io.liveprofile.profile;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Links;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.judgement.Judged;

/**
 * A profile as it stood when it was read.
 *
 * @param id of the profile that answered
 * @param requestedId that was asked for
 * @param sequence of the last journal entry in it
 */
public record LiveProfile(
        CustomerId id, CustomerId requestedId, long sequence, Facts facts, Links links, Judged judged) {}
