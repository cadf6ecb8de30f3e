package io.liveprofile.profile;

/** More is asked at once than is allowed, and that much waits already: ask again in a moment. */
public final class Overloaded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Overloaded(String message) {
        super(message, null, false, false);
    }
}
