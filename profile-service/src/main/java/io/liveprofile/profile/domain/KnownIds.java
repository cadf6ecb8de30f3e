package io.liveprofile.profile.domain;

/** The message ids of a customer's whole journal, for what is older than the profile's own memory. */
@FunctionalInterface
public interface KnownIds {

    KnownIds NONE = hash -> false;

    boolean has(long idHash);
}
