package io.liveprofile.profile.wire;

import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;

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

    static Fields read(WireReader wire) {
        var fields = Fields.builder();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == FIELD) {
                readField(wire.nested(), fields);
            } else {
                wire.skip();
            }
        }
        return fields.build();
    }

    private static void readField(WireReader wire, Fields.Builder fields) {
        var path = "";
        int kind = 0;
        var text = "";
        var unscaled = BigInteger.ZERO;
        int scale = 0;
        boolean flag = false;
        var entries = new ArrayList<Fields>();
        var sealed = new byte[0];
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case PATH -> path = wire.text();
                case KIND -> kind = wire.integer();
                case TEXT -> text = wire.text();
                case UNSCALED -> unscaled = BigInteger.valueOf(wire.number());
                case SCALE -> scale = wire.integer();
                case BIG_UNSCALED -> unscaled = new BigInteger(wire.bytes());
                case FLAG -> flag = wire.number() != 0;
                case ENTRY -> entries.add(read(wire.nested()));
                case SEALED -> sealed = wire.bytes();
                default -> wire.skip();
            }
        }
        fields.put(
                path,
                switch (kind) {
                    case TEXT -> new Value.Text(text);
                    case UNSCALED -> new Value.Number(new BigDecimal(unscaled, scale));
                    case FLAG -> new Value.Flag(flag);
                    case ENTRY -> new Value.Listing(entries);
                    case SEALED -> new Value.Sealed(sealed);
                    default -> throw new IllegalStateException("a newer version wrote a value of kind " + kind);
                });
    }
}
