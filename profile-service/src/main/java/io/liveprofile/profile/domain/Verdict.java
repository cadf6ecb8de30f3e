package io.liveprofile.profile.domain;

/** What became of one interaction. None of these is an exception: each is a normal day in the life of the system. */
public sealed interface Verdict {

    Verdict APPLIED = new Applied();
    Verdict DUPLICATE = new Duplicate();

    Verdict ERASED = new Erased();

    record Applied() implements Verdict {}

    /** Seen before. Counts as success, so that a redelivery is harmless. */
    record Duplicate() implements Verdict {}

    /** About a customer who was erased: nothing of it was kept. */
    record Erased() implements Verdict {}

    /** Can never become valid, however often it is sent. */
    record Refused(Reason reason, String detail) implements Verdict {}
}
