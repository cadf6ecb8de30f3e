package io.liveprofile.persistence.r2dbc.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * A column of many rows as one value, as {@code array_agg} makes it and PostgreSQL sends it in binary: what the driver does
 * for a row costs more than what PostgreSQL does.
 */
public final class ReceivedArray {
    private static final int NULL_LENGTH = -1;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final ByteBuf buffer;
    private final int[] offsets;

    /** Copies what it needs: the buffer goes back to the driver. */
    ReceivedArray(ByteBuf received) {
        int dimensions = received.readInt();
        received.skipBytes(2 * Integer.BYTES);
        int size = 0;
        if (dimensions > 0) {
            size = received.readInt();
            received.skipBytes(Integer.BYTES);
        }
        buffer = Unpooled.copiedBuffer(received);
        offsets = new int[size];
        int at = 0;
        for (int n = 0; n < size; n++) {
            offsets[n] = at;
            at += Integer.BYTES + Math.max(0, buffer.getInt(at));
        }
    }

    public int size() {
        return offsets.length;
    }

    public boolean isNull(int n) {
        return buffer.getInt(offsets[n]) == NULL_LENGTH;
    }

    public int int4(int n) {
        return buffer.getInt(offsets[n] + Integer.BYTES);
    }

    public long int8(int n) {
        return buffer.getLong(offsets[n] + Integer.BYTES);
    }

    public boolean bool(int n) {
        return buffer.getByte(offsets[n] + Integer.BYTES) != 0;
    }

    public Instant timestamp(int n) {
        return EPOCH.plus(int8(n), ChronoUnit.MICROS);
    }

    /** Empty where there is none. */
    public String text(int n) {
        return isNull(n)
                ? ""
                : buffer.toString(offsets[n] + Integer.BYTES, buffer.getInt(offsets[n]), StandardCharsets.UTF_8);
    }

    /** Empty where there are none. */
    public byte[] bytes(int n) {
        if (isNull(n)) {
            return new byte[0];
        }
        int from = buffer.arrayOffset() + offsets[n] + Integer.BYTES;
        return Arrays.copyOfRange(buffer.array(), from, from + buffer.getInt(offsets[n]));
    }
}
