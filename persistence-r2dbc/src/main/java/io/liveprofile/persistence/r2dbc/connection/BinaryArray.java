package io.liveprofile.persistence.r2dbc.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column of many rows as one parameter, in PostgreSQL's binary form of an array: the driver's own array parameters
 * travel as text, twice the bytes for bytea, and leak a buffer an element.
 */
public final class BinaryArray {
    private static final int HEADER_BYTES = 20;
    private static final int NULL_LENGTH = -1;
    private static final int BYTES_EACH_EXPECTED = 64;

    /** From which PostgreSQL counts time: the beginning of the year 2000. */
    private static final long EPOCH_MILLIS = 946_684_800_000L;

    private static final long MICROS_PER_MILLI = 1_000;

    private final Kind kind;
    private final List<?> rows;
    private final Element<Object> element;

    private enum Kind {
        INT4(1007, 23),
        INT8(1016, 20),
        TEXT(1009, 25),
        TIMESTAMPTZ(1185, 1184),
        BYTEA(1001, 17);

        private final int arrayOid;
        private final int elementOid;

        Kind(int arrayOid, int elementOid) {
            this.arrayOid = arrayOid;
            this.elementOid = elementOid;
        }
    }

    @FunctionalInterface
    private interface Element<R> {
        void write(ByteBuf into, R row);
    }

    @SuppressWarnings("unchecked")
    private <R> BinaryArray(Kind kind, List<R> rows, Element<R> element) {
        this.kind = kind;
        this.rows = rows;
        this.element = (Element<Object>) element;
    }

    public static <R> BinaryArray ints(List<R> rows, ToIntFunction<R> of) {
        return new BinaryArray(Kind.INT4, rows, (Element<R>)
                (into, row) -> into.writeInt(Integer.BYTES).writeInt(of.applyAsInt(row)));
    }

    public static <R> BinaryArray longs(List<R> rows, ToLongFunction<R> of) {
        return new BinaryArray(Kind.INT8, rows, (Element<R>)
                (into, row) -> into.writeInt(Long.BYTES).writeLong(of.applyAsLong(row)));
    }

    public static <R> BinaryArray times(List<R> rows, Function<R, @Nullable Long> millis) {
        return new BinaryArray(Kind.TIMESTAMPTZ, rows, (Element<R>) (into, row) -> time(into, millis.apply(row)));
    }

    public static <R> BinaryArray texts(List<R> rows, Function<R, @Nullable String> of) {
        return new BinaryArray(Kind.TEXT, rows, (Element<R>) (into, row) -> text(into, of.apply(row)));
    }

    public static <R> BinaryArray bytes(List<R> rows, Function<R, byte @Nullable []> of) {
        return new BinaryArray(Kind.BYTEA, rows, (Element<R>) (into, row) -> {
            byte[] bytes = of.apply(row);
            if (bytes == null) {
                into.writeInt(NULL_LENGTH);
            } else {
                into.writeInt(bytes.length).writeBytes(bytes);
            }
        });
    }

    private static void time(ByteBuf into, @Nullable Long millis) {
        if (millis == null) {
            into.writeInt(NULL_LENGTH);
        } else {
            into.writeInt(Long.BYTES)
                    .writeLong(Math.multiplyExact(Math.subtractExact(millis, EPOCH_MILLIS), MICROS_PER_MILLI));
        }
    }

    private static void text(ByteBuf into, @Nullable String text) {
        if (text == null) {
            into.writeInt(NULL_LENGTH);
            return;
        }
        int lengthAt = into.writerIndex();
        into.writeInt(0);
        int length = ByteBufUtil.writeUtf8(into, text);
        into.setInt(lengthAt, length);
    }

    int arrayOid() {
        return kind.arrayOid;
    }

    int expectedBytes() {
        return HEADER_BYTES + rows.size() * BYTES_EACH_EXPECTED;
    }

    void writeTo(ByteBuf into) {
        into.writeInt(1)
                .writeInt(1)
                .writeInt(kind.elementOid)
                .writeInt(rows.size())
                .writeInt(1);
        for (Object row : rows) {
            element.write(into, row);
        }
    }
}
