package io.liveprofile.profile.domain;

/** What became of an anonymous id that a known customer was seen with. */
public record Link(CustomerId anonymous, Outcome outcome) {

    public enum Outcome {
        /** Its profile has given all that it held, and forwards what reaches it. */
        MERGED,
        /** Another known customer was there first: a device that several people use. Nothing is handed over. */
        SHARED
    }
}
