package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.facts.Whereabouts;
import org.jspecify.annotations.Nullable;

/** Where something was done. */
final class WhereaboutsWire {
    private static final int DEVICE_ID = 1;
    private static final int DEVICE_TYPE = 2;
    private static final int COUNTRY = 3;
    private static final int LATITUDE = 4;
    private static final int LONGITUDE = 5;
    private static final int ACCURACY = 6;

    /** So that the equator isn't nowhere: what is left out is unknown. */
    private static final int SHIFT = 10_000;

    private WhereaboutsWire() {}

    static void write(WireWriter wire, int field, Whereabouts where) {
        if (!where.equals(Whereabouts.NOWHERE)) {
            wire.nested(field, nested -> {
                Row.text(nested, DEVICE_ID, where.deviceId());
                Row.text(nested, DEVICE_TYPE, where.deviceType());
                Row.text(nested, COUNTRY, where.country());
                shifted(nested, LATITUDE, where.latitudeTenths());
                shifted(nested, LONGITUDE, where.longitudeTenths());
                shifted(nested, ACCURACY, where.accuracyMetres());
            });
        }
    }

    private static void shifted(WireWriter wire, int field, int value) {
        if (value != Whereabouts.UNKNOWN) {
            wire.number(field, (long) value + SHIFT);
        }
    }

    static Whereabouts read(@Nullable WireReader wire) {
        if (wire == null) {
            return Whereabouts.NOWHERE;
        }
        var row = new Row(wire);
        return new Whereabouts(
                row.textOrNull(DEVICE_ID),
                row.wordOrNull(DEVICE_TYPE),
                row.wordOrNull(COUNTRY),
                unshifted(row.number(LATITUDE)),
                unshifted(row.number(LONGITUDE)),
                unshifted(row.number(ACCURACY)));
    }

    private static int unshifted(long value) {
        return value == 0 ? Whereabouts.UNKNOWN : (int) (value - SHIFT);
    }
}
