package io.liveprofile.schemas;

/** What PostgreSQL and UTF-8 can keep as it is. */
public final class Text {

    private Text() {}

    /** Neither U+0000 nor half a character is in it. */
    public static boolean isSound(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
