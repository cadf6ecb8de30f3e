package io.liveprofile.profile.entity;

import io.liveprofile.profile.entity.Command.Reading;

/** What a customer's actor tells those who listen to it. */
public sealed interface News {

    /** @param accepted whether more will come; none does of one who was erased */
    record Standing(Reading reading, boolean accepted) implements News {}

    /** The actor leaves, or the profile has merged into another one: whoever listens must say so again. */
    enum Moved implements News {
        MOVED
    }
}
