package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.typed.Surroundings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where and with what something was done, as coarsely as it is kept in clear. Numbers and nullable text instead of
 * optionals: many of these stand in memory.
 *
 * @param latitudeTenths in tenths of a degree; {@link #UNKNOWN} where no position was told
 * @param accuracyMetres {@link #UNKNOWN} where it wasn't told
 */
public record Whereabouts(
        @Nullable String deviceId,
        @Nullable String deviceType,
        @Nullable String country,
        int latitudeTenths,
        int longitudeTenths,
        int accuracyMetres) {

    public static final int UNKNOWN = Integer.MIN_VALUE;

    public static final Whereabouts NOWHERE = new Whereabouts(null, null, null, UNKNOWN, UNKNOWN, UNKNOWN);

    static Whereabouts of(Fields fields) {
        var told = Surroundings.of(fields);
        return told(
                told.deviceId(),
                told.deviceType(),
                told.country(),
                told.latitude(),
                told.longitude(),
                told.accuracyMetres());
    }

    /** A position is of use only as a whole. */
    public static Whereabouts told(
            Optional<String> deviceId,
            Optional<String> deviceType,
            Optional<String> country,
            Optional<BigDecimal> latitude,
            Optional<BigDecimal> longitude,
            Optional<BigDecimal> accuracyMetres) {
        boolean placed = latitude.isPresent() && longitude.isPresent();
        var where = new Whereabouts(
                Clipped.recent(deviceId),
                Clipped.word(deviceType),
                Clipped.word(country),
                placed ? tenths(latitude) : UNKNOWN,
                placed ? tenths(longitude) : UNKNOWN,
                placed ? metres(accuracyMetres) : UNKNOWN);
        return where.equals(NOWHERE) ? NOWHERE : where;
    }

    private static int tenths(Optional<BigDecimal> degrees) {
        return degrees.map(value -> value.movePointRight(1)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .intValue())
                .orElse(UNKNOWN);
    }

    private static int metres(Optional<BigDecimal> told) {
        return told.map(value -> value.setScale(0, RoundingMode.CEILING).intValue())
                .orElse(UNKNOWN);
    }

    void addTo(Hash64 hash) {
        hash.add(deviceId).add(deviceType).add(country);
        hash.add(latitudeTenths).add(longitudeTenths).add(accuracyMetres);
    }
}
