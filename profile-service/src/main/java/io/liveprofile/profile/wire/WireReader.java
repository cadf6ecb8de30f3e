package io.liveprofile.profile.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link WireWriter} wrote: {@link #next} moves to a field, one of the others takes its value or skips it. */
final class WireReader {
    private final byte[] buffer;
    private final int end;
    private int at;
    private int type;

    WireReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private WireReader(byte[] buffer, int from, int end) {
        this.buffer = buffer;
        this.at = from;
        this.end = end;
    }

    /** The number of the next field, or 0 at the end. */
    int next() {
        if (at == end) {
            return 0;
        }
        long tag = varint();
        type = (int) tag & 7;
        return (int) (tag >>> 3);
    }

    long number() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** All that is left, as text. */
    String rest() {
        return new String(buffer, at, end - at, StandardCharsets.UTF_8);
    }

    /** All that is left, as one of few texts. */
    String restWord() {
        return Words.of(buffer, at, end);
    }

    byte[] restBytes() {
        return Arrays.copyOfRange(buffer, at, end);
    }

    int integer() {
        return Math.toIntExact(number());
    }

    long fixed() {
        need(Long.BYTES);
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (buffer[at++] & 0xFFL) << shift;
        }
        return value;
    }

    String text() {
        int length = length();
        at += length;
        return new String(buffer, at - length, length, StandardCharsets.UTF_8);
    }

    /** One of few texts. */
    String word() {
        int length = length();
        at += length;
        return Words.of(buffer, at - length, at);
    }

    byte[] bytes() {
        int length = length();
        at += length;
        return Arrays.copyOfRange(buffer, at - length, at);
    }

    WireReader nested() {
        int length = length();
        at += length;
        return new WireReader(buffer, at - length, at);
    }

    /** Of the field at hand, as the writer names them. */
    int type() {
        return type;
    }

    /** Passes over a field that a newer version has written. */
    void skip() {
        switch (type) {
            case WireWriter.VARINT -> varint();
            case WireWriter.FIXED64 -> {
                need(Long.BYTES);
                at += Long.BYTES;
            }
            case WireWriter.BYTES -> {
                int length = length();
                at += length;
            }
            default -> throw new IllegalStateException("these bytes are not ours: wire type " + type);
        }
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new IllegalStateException("these bytes end too early");
        }
        return (int) length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            need(1);
            byte b = buffer[at++];
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalStateException("these bytes are not ours: a number without an end");
    }

    private void need(int bytes) {
        if (end - at < bytes) {
            throw new IllegalStateException("these bytes end too early");
        }
    }
}
