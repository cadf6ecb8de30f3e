package io.liveprofile.profile.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Writes the wire format of Protocol Buffers: a tag before each field, so that a reader can pass over what it doesn't
 * know. Zero and the empty text are left out, and come back as such.
 */
final class WireWriter {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;

    private static final int LENGTH_BYTES_MAX = 5;

    private byte[] buffer;
    private int size;

    WireWriter(int expectedBytes) {
        buffer = new byte[expectedBytes];
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    /** Small where the value is small, negative values included. */
    WireWriter number(int field, long value) {
        if (value != 0) {
            tag(field, VARINT);
            varint(value << 1 ^ value >> 63);
        }
        return this;
    }

    WireWriter fixed(int field, long value) {
        tag(field, FIXED64);
        room(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            buffer[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    WireWriter text(int field, String text) {
        return text.isEmpty() ? this : bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    WireWriter bytes(int field, byte[] bytes) {
        tag(field, BYTES);
        varint(bytes.length);
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    WireWriter nested(int field, Consumer<WireWriter> content) {
        tag(field, BYTES);
        room(LENGTH_BYTES_MAX);
        int lengthAt = size;
        size++;
        content.accept(this);
        int length = size - lengthAt - 1;
        int lengthBytes = varintBytes(length);
        if (lengthBytes > 1) {
            room(lengthBytes);
            System.arraycopy(buffer, lengthAt + 1, buffer, lengthAt + lengthBytes, length);
        }
        size = lengthAt;
        varint(length);
        size += length;
        return this;
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    private static int varintBytes(int value) {
        return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5;
    }

    private void room(int bytes) {
        if (size + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + bytes, buffer.length * 2));
        }
    }
}
