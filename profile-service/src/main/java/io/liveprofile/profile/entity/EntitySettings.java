package io.liveprofile.profile.entity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.profile.domain.facts.FoldRules;
import java.time.Duration;

/** {@code live-profile.profile}, read once and checked. */
record EntitySettings(
        int snapshotEveryEntries,
        int historyIdsMax,
        Duration readTimeout,
        Duration observeTimeout,
        Duration linkRetry,
        FoldRules foldRules) {

    private static final String SECTION = "live-profile.profile";

    static EntitySettings from(Config root) {
        var config = root.getConfig(SECTION);
        return new EntitySettings(
                between(config, "snapshot-every-entries", 1, 100_000),
                between(config, "history-ids-max", 1_000, 100_000_000),
                config.getDuration("read-timeout"),
                config.getDuration("observe-timeout"),
                config.getDuration("link-retry"),
                FoldSettings.from(root));
    }

    private static int between(Config config, String key, int min, int max) {
        int value = config.getInt(key);
        if (value < min || value > max) {
            throw new ConfigException.BadValue(
                    config.getValue(key).origin(),
                    SECTION + "." + key,
                    "must be between " + min + " and " + max + ", is " + value);
        }
        return value;
    }
}
