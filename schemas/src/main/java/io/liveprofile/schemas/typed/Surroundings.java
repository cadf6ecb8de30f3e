package io.liveprofile.schemas.typed;

import io.liveprofile.schemas.Fields;
import java.math.BigDecimal;
import java.util.Optional;

/** Where and with what an interaction was done; positions as coarse as they are kept in clear. */
public record Surroundings(
        Optional<String> deviceId,
        Optional<String> deviceType,
        Optional<String> country,
        Optional<BigDecimal> latitude,
        Optional<BigDecimal> longitude,
        Optional<BigDecimal> accuracyMetres) {

    /** Told by {@code context.geo}, else by {@code context.location}. */
    public static Surroundings of(Fields fields) {
        var from = new Reading(fields);
        return new Surroundings(
                from.text("context.device.id"),
                from.text("context.device.type"),
                from.text("context.geo.country").or(() -> from.text("context.location.country")),
                from.number("context.geo.lat").or(() -> from.number("context.location.lat")),
                from.number("context.geo.lon").or(() -> from.number("context.location.lon")),
                from.number("context.geo.accuracy_m").or(() -> from.number("context.location.accuracy_m")));
    }
}
