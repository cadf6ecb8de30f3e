package io.liveprofile.profile.wire;

import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of an interaction: a path, then its value under a tag that tells the kind. */
final class FieldsWire {
    private static final int FIELD = 1;

    private static final int PATH = 1;
    private static final int TEXT = 2;
    private static final int UNSCALED = 3;
    private static final int SCALE = 4;
    private static final int BIG_UNSCALED = 5;
    private static final int FLAG = 6;
    private static final int ENTRY = 7;
    private static final int SEALED = 8;
    private static final int KIND = 9;

    private static final int LONG_BITS_MAX = 63;

    private static final byte[] NOTHING = {};

    private FieldsWire() {}

    static void write(WireWriter wire, Fields fields) {
        fields.forEach((path, value) -> wire.nested(FIELD, field -> {
            field.text(PATH, path);
            value(field, value);
        }));
    }

    private static void value(WireWriter wire, Value value) {
        switch (value) {
            case Value.Text(var text) -> wire.number(KIND, TEXT).text(TEXT, text);
            case Value.Number(var number) -> {
                wire.number(KIND, UNSCALED).number(SCALE, number.scale());
                if (number.unscaledValue().bitLength() <= LONG_BITS_MAX) {
                    wire.number(UNSCALED, number.unscaledValue().longValue());
                } else {
                    wire.bytes(BIG_UNSCALED, number.unscaledValue().toByteArray());
                }
            }
            case Value.Flag(var flag) -> wire.number(KIND, FLAG).number(FLAG, flag ? 1 : 0);
            case Value.Listing(var entries) -> {
                wire.number(KIND, ENTRY);
                entries.forEach(entry -> wire.nested(ENTRY, nested -> write(nested, entry)));
            }
            case Value.Sealed(var bytes) -> wire.number(KIND, SEALED).bytes(SEALED, bytes);
        }
    }

    /** Whoever wrote them wrote each path once. */
    static Fields read(WireReader wire) {
        var paths = new ArrayList<String>();
        var values = new ArrayList<Value>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == FIELD) {
                readField(wire.nested(), paths, values);
            } else {
                wire.skip();
            }
        }
        return paths.isEmpty() ? Fields.NONE : new Fields(paths, values);
    }

    private static void readField(WireReader wire, List<String> paths, List<Value> values) {
        var path = "";
        int kind = 0;
        var text = "";
        long unscaled = 0;
        @Nullable BigInteger bigUnscaled = null;
        int scale = 0;
        boolean flag = false;
        List<Fields> entries = List.of();
        var sealed = NOTHING;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case PATH -> path = wire.word();
                case KIND -> kind = wire.integer();
                case TEXT -> text = wire.text();
                case UNSCALED -> unscaled = wire.number();
                case SCALE -> scale = wire.integer();
                case BIG_UNSCALED -> bigUnscaled = new BigInteger(wire.bytes());
                case FLAG -> flag = wire.number() != 0;
                case ENTRY -> {
                    entries = entries.isEmpty() ? new ArrayList<>() : entries;
                    entries.add(read(wire.nested()));
                }
                case SEALED -> sealed = wire.bytes();
                default -> wire.skip();
            }
        }
        paths.add(path);
        values.add(
                switch (kind) {
                    case TEXT -> new Value.Text(text);
                    case UNSCALED ->
                        new Value.Number(
                                bigUnscaled == null
                                        ? BigDecimal.valueOf(unscaled, scale)
                                        : new BigDecimal(bigUnscaled, scale));
                    case FLAG -> new Value.Flag(flag);
                    case ENTRY -> new Value.Listing(entries);
                    case SEALED -> new Value.Sealed(sealed);
                    default -> throw new IllegalStateException("a newer version wrote a value of kind " + kind);
                });
    }
}
