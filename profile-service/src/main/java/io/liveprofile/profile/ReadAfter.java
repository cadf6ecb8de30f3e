package io.liveprofile.profile;

import java.util.Optional;

/**
 * What was read once somebody had waited for an interaction.
 *
 * @param isIn whether it is known to be in the profile; else the wait was over, or too many wait already
 */
public record ReadAfter(Optional<LiveProfile> profile, boolean isIn) {}
