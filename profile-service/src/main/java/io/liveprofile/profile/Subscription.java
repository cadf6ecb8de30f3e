package io.liveprofile.profile;

/** A listener's, until it has had enough. */
@FunctionalInterface
public interface Subscription {

    void cancel();
}
