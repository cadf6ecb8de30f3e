package io.liveprofile.api.profile;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/** Times as {@link Instant#toString} has them, which takes many times as long: a profile has a dozen of them. */
final class Iso8601 {
    private static final int DAY_MILLIS = 86_400_000;
    private static final int YEAR_MAX = 9_999;

    private Iso8601() {}

    static String of(long millis) {
        var date = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY_MILLIS));
        if (date.getYear() < 0 || date.getYear() > YEAR_MAX) {
            return Instant.ofEpochMilli(millis).toString();
        }
        int ofDay = Math.floorMod(millis, DAY_MILLIS);
        int fraction = ofDay % 1_000;
        int seconds = ofDay / 1_000;
        var text = new byte[fraction == 0 ? 20 : 24];
        digits(text, 0, 4, date.getYear(), '-');
        digits(text, 5, 2, date.getMonthValue(), '-');
        digits(text, 8, 2, date.getDayOfMonth(), 'T');
        digits(text, 11, 2, seconds / 3_600, ':');
        digits(text, 14, 2, seconds / 60 % 60, ':');
        digits(text, 17, 2, seconds % 60, fraction == 0 ? 'Z' : '.');
        if (fraction != 0) {
            digits(text, 20, 3, fraction, 'Z');
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int from, int count, int number, char behind) {
        int left = number;
        for (int at = from + count - 1; at >= from; at--) {
            text[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        text[from + count] = (byte) behind;
    }
}
