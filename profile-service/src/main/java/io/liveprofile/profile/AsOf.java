package io.liveprofile.profile;

import java.time.Instant;

/** A point in the past of a profile: what was known then, not what has happened by then. */
public sealed interface AsOf {

    /** The journal entry after which it stood so; a number that isn't reached yet means the newest. */
    record Sequence(long sequence) implements AsOf {}

    /** By the journal's clock. */
    record Time(Instant time) implements AsOf {}
}
