package io.liveprofile.projections.lookagain;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/** {@code live-profile.look-again}, read once and checked. */
public record LookAgainSettings(Duration every, int looksPerSecondMax) {
    private static final String EVERY = "live-profile.look-again.every";
    private static final String LOOKS = "live-profile.look-again.looks-per-second-max";
    private static final int LOOKS_MAX = 100_000;

    public static LookAgainSettings from(Config config) {
        var every = config.getDuration(EVERY);
        if (every.toMillis() < 10) {
            throw new ConfigException.BadValue(config.getValue(EVERY).origin(), EVERY, "must be at least 10ms");
        }
        int looks = config.getInt(LOOKS);
        if (looks < 1 || looks > LOOKS_MAX) {
            throw new ConfigException.BadValue(
                    config.getValue(LOOKS).origin(), LOOKS, "must be between 1 and " + LOOKS_MAX + ", is " + looks);
        }
        return new LookAgainSettings(every, looks);
    }
}
