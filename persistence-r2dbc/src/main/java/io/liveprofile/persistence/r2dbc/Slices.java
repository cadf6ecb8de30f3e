package io.liveprofile.persistence.r2dbc;

/** The fixed parts into which all persistence ids fall, so that readers can share the work. */
public final class Slices {
    public static final int COUNT = 1_024;

    private static final char SEPARATOR = '|';

    private Slices() {}

    /** As Pekko's own {@code Persistence.sliceForPersistenceId}: rows of other writers must fall into the same slice. */
    public static int of(String persistenceId) {
        return Math.abs(persistenceId.hashCode() % COUNT);
    }

    /** What stands before the first separator, or nothing. */
    public static String entityTypeOf(String persistenceId) {
        int separator = persistenceId.indexOf(SEPARATOR);
        return separator < 0 ? "" : persistenceId.substring(0, separator);
    }
}
