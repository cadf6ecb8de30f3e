package io.liveprofile.sealing;

/** A personal value as those may see it who need to tell it from another and not to know it. */
public final class Mask {
    public static final String ALL = "***";

    /** Of a shorter one, what stays would be too much of it. */
    private static final int PARTLY_SHOWN_MIN = 6;

    private Mask() {}

    /** {@code j***@example.com}; of anything else the first letter, where it is long enough. */
    public static String of(String text) {
        int at = text.lastIndexOf('@');
        if (at > 0) {
            return first(text) + ALL + text.substring(at);
        }
        return text.length() < PARTLY_SHOWN_MIN ? ALL : first(text) + ALL;
    }

    private static String first(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
