package io.liveprofile.schemas;

/** What PostgreSQL and UTF-8 can keep as it is. */
public final class Text {

    private Text() {}

    /** Neither U+0000 nor half a character is in it. */
    public static boolean isSound(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((char) (c - 1) >= Character.MIN_SURROGATE - 1) {
                if (c == 0 || c <= Character.MAX_SURROGATE && !isPair(text, i)) {
                    return false;
                }
                i += c <= Character.MAX_SURROGATE ? 1 : 0;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
