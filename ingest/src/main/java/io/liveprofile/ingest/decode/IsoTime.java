package io.liveprofile.ingest.decode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Times of ISO 8601 with an offset. Nearly all come as {@code 2026-11-20T09:30:00.000Z}, for which the library's parser
 * costs as much as all the rest of a record.
 */
final class IsoTime {
    private static final int SECONDS_END = 19;
    private static final int FRACTION_MAX = 9;
    private static final int MILLI_DIGITS = 3;
    private static final int UNUSUAL = -1;

    private static final int HOURS = 24;
    private static final int SIXTY = 60;
    private static final long MILLIS = 1_000;

    private IsoTime() {}

    /** Fails with a {@link DateTimeException} or an {@link ArithmeticException} where the text is none. */
    static long millis(String text) {
        long usual = usual(text);
        if (usual != UNUSUAL) {
            return usual;
        }
        boolean tellsSeconds = text.length() > SECONDS_END && text.charAt(16) == ':';
        return tellsSeconds
                ? Instant.parse(text).toEpochMilli()
                : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }

    private static long usual(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END
                || end > SECONDS_END + 1 + FRACTION_MAX
                || text.charAt(end) != 'Z'
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return UNUSUAL;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        int milli = milli(text, end);
        boolean known = year > 1970
                && month > 0
                && day > 0
                && hour >= 0
                && hour < HOURS
                && minute >= 0
                && minute < SIXTY
                && second >= 0
                && second < SIXTY
                && milli >= 0;
        if (!known) {
            return UNUSUAL;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return (((days * HOURS + hour) * SIXTY + minute) * SIXTY + second) * MILLIS + milli;
    }

    private static int milli(String text, int end) {
        if (end == SECONDS_END) {
            return 0;
        }
        int from = SECONDS_END + 1;
        if (text.charAt(SECONDS_END) != '.' || number(text, from, end) < 0) {
            return UNUSUAL;
        }
        int milli = 0;
        for (int i = 0; i < MILLI_DIGITS; i++) {
            milli = milli * 10 + (from + i < end ? text.charAt(from + i) - '0' : 0);
        }
        return milli;
    }

    /** {@link #UNUSUAL} where it isn't all digits. */
    private static int number(String text, int from, int to) {
        int number = from < to ? 0 : UNUSUAL;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return UNUSUAL;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
