package io.liveprofile.persistence.r2dbc.recovery;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;

/** What {@code pekko.persistence.r2dbc.recovery} says; each is explained there. */
record RecoverySettings(int idsMax, int entriesMax, int roundTripsMax, int nextRoundTripFromIds) {

    static RecoverySettings from(Config root) {
        var config = root.getConfig("pekko.persistence.r2dbc.recovery");
        return new RecoverySettings(
                between(config, "ids-max", 1, 10_000),
                between(config, "entries-max", 1, 10_000),
                between(config, "round-trips-max", 1, 100),
                between(config, "next-round-trip-from-ids", 0, 10_000));
    }

    private static int between(Config config, String key, int min, int max) {
        int value = config.getInt(key);
        if (value < min || value > max) {
            throw new ConfigException.BadValue(
                    config.getValue(key).origin(),
                    "pekko.persistence.r2dbc.recovery." + key,
                    "must be between " + min + " and " + max + ", is " + value);
        }
        return value;
    }
}
