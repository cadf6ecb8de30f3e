package io.liveprofile.schemas;

/** How a field that the contract names is kept. What it doesn't name has no {@link Shape} and is sealed whole. */
public enum Kind {
    /** Read by whoever takes the record in (ids, times, the name); not kept as a field. */
    ENVELOPE,
    /** Kept as it was sent. */
    CLEAR,
    /** Sealed with the key of its subject; a container as one piece. */
    PERSONAL
}
