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

    private WhereaboutsWire() {}

    static void write(WireWriter wire, int field, Whereabouts where) {
        if (!where.equals(Whereabouts.NOWHERE)) {
            wire.nested(field, nested -> {
                Row.text(nested, DEVICE_ID, where.deviceId());
                Row.text(nested, DEVICE_TYPE, where.deviceType());
                Row.text(nested, COUNTRY, where.country());
                Row.shifted(nested, LATITUDE, where.latitudeTenths());
                Row.shifted(nested, LONGITUDE, where.longitudeTenths());
                Row.shifted(nested, ACCURACY, where.accuracyMetres());
            });
        }
    }

    static Whereabouts read(@Nullable WireReader wire) {
        if (wire == null) {
            return Whereabouts.NOWHERE;
        }
        var row = new Row(wire);
        return new Whereabouts(
                row.recentOrNull(DEVICE_ID),
                row.wordOrNull(DEVICE_TYPE),
                row.wordOrNull(COUNTRY),
                row.unshifted(LATITUDE),
                row.unshifted(LONGITUDE),
                row.unshifted(ACCURACY));
    }
}
