package io.liveprofile.loadtest.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.Arrays;

/** A text that is put together from ready bytes; no tree, no strings. Its caller knows that nothing needs escaping. */
final class JsonBytes {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(UTF_8);
    private static final int MILLIS_PER_DAY = 86_400_000;

    private byte[] bytes = new byte[1_024];
    private int size;
    private long dateOfDay = Long.MIN_VALUE;
    private byte[] date = {};

    JsonBytes clear() {
        size = 0;
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    JsonBytes put(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        return this;
    }

    JsonBytes put(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** None of the shop's numbers is below zero. */
    JsonBytes number(long value) {
        return digits(value, 1);
    }

    /** At least so many digits, zeros in front. */
    JsonBytes digits(long value, int digitsMin) {
        int length = digitsMin;
        for (long rest = value / power(digitsMin); rest > 0; rest /= 10) {
            length++;
        }
        room(length);
        long rest = value;
        for (int at = size + length - 1; at >= size; at--, rest /= 10) {
            bytes[at] = (byte) ('0' + rest % 10);
        }
        size += length;
        return this;
    }

    /** An amount of money as a JSON number: 89.50. */
    JsonBytes cents(long value) {
        return number(value / 100).put('.').digits(value % 100, 2);
    }

    JsonBytes hex(long value, int digits) {
        room(digits);
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            bytes[size++] = DIGITS[(int) (value >>> shift) & 15];
        }
        return this;
    }

    /** As {@code 2026-11-20T00:00:00.432Z}. */
    JsonBytes instant(long epochMillis) {
        long day = Math.floorDiv(epochMillis, (long) MILLIS_PER_DAY);
        if (day != dateOfDay) {
            date = LocalDate.ofEpochDay(day).toString().getBytes(UTF_8);
            dateOfDay = day;
        }
        int millis = Math.floorMod(epochMillis, MILLIS_PER_DAY);
        return put(date)
                .put('T')
                .digits(millis / 3_600_000, 2)
                .put(':')
                .digits(millis / 60_000 % 60, 2)
                .put(':')
                .digits(millis / 1_000 % 60, 2)
                .put('.')
                .digits(millis % 1_000, 3)
                .put('Z');
    }

    /** A version 4 UUID made of these bits. */
    JsonBytes uuid(long high, long low) {
        return hex(high >>> 32, 8)
                .put('-')
                .hex(high >>> 16, 4)
                .put('-')
                .hex(high & 0x0fffL | 0x4000L, 4)
                .put('-')
                .hex(low >>> 48 & 0x3fffL | 0x8000L, 4)
                .put('-')
                .hex(low, 12);
    }

    private static long power(int digits) {
        long power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        return power;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
