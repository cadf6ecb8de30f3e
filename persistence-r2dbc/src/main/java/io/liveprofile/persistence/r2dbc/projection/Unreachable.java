package io.liveprofile.persistence.r2dbc.projection;

/** What a handler fails with when the other side can't be reached just now: the batch is tried again until it can. */
public final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
