package io.liveprofile.profile;

import io.liveprofile.profile.domain.Origin;

/** An interaction that a reader has told, or knows to be told, and wants to see in the profile. */
public sealed interface After {

    record Message(String messageId) implements After {}

    /** It is in once anything at or behind it in its partition is: a customer's records keep their order. */
    record Record(Origin origin) implements After {}
}
