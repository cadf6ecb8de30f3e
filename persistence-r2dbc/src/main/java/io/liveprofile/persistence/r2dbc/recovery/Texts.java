package io.liveprofile.persistence.r2dbc.recovery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts with a zero byte between them. Most are the same as the one before, and then the same object. */
final class Texts {
    private final byte[] bytes;
    private int at;
    private int textFrom;
    private int textTo;
    private String text = "";

    Texts(byte[] bytes) {
        this.bytes = bytes;
    }

    String next() {
        int from = at;
        int to = from;
        while (to < bytes.length && bytes[to] != 0) {
            to++;
        }
        if (!Arrays.equals(bytes, from, to, bytes, textFrom, textTo)) {
            text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        textFrom = from;
        textTo = to;
        at = Math.min(bytes.length, to + 1);
        return text;
    }
}
