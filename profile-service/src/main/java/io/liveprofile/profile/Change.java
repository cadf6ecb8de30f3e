package io.liveprofile.profile;

/** What a listener of one customer is told, in order. */
public sealed interface Change {

    /** The profile after a journal entry; the first one is the profile as it stands. */
    record Now(LiveProfile profile) implements Change {}

    /** So many entries were missed that they aren't read again: the profile that follows holds them. */
    record Skipped(long fromSequence, long toSequence) implements Change {}

    /** The customer was erased; nothing follows. */
    record Erased() implements Change {}

    /** As many listen to this customer as may; nothing follows. */
    record Refused() implements Change {}
}
