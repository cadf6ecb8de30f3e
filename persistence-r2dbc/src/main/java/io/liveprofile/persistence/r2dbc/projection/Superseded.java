package io.liveprofile.persistence.r2dbc.projection;

/** The offset is not what this runner left: it was paused, reset, or another runner has taken the range over. */
final class Superseded extends RuntimeException {
    private static final long serialVersionUID = 1;

    Superseded(String projection, Object range) {
        super("Projection " + projection + " " + range + " was paused, reset or taken over", null, false, false);
    }
}
