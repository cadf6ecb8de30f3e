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
        Duration subscribeAgain,
        Replays.Settings replays,
        FoldRules foldRules) {

    private static final String SECTION = "live-profile.profile";

    static EntitySettings from(Config root) {
        var config = root.getConfig(SECTION);
        // Sharding reads it, and makes room by it at once: beyond some millions the node would end for want of memory.
        between(config, "active-customers-max", 1, 10_000_000);
        return new EntitySettings(
                between(config, "snapshot-every-entries", 1, 100_000),
                between(config, "history-ids-max", 1_000, 100_000_000),
                config.getDuration("read-timeout"),
                config.getDuration("observe-timeout"),
                config.getDuration("link-retry"),
                positive(config, "subscribe-again"),
                new Replays.Settings(
                        between(config, "replays-max", 1, 100),
                        between(config, "replays-waiting-max", 1, 10_000),
                        positive(config, "replay-timeout")),
                FoldSettings.from(root));
    }

    private static Duration positive(Config config, String key) {
        var value = config.getDuration(key);
        if (value.toMillis() < 1) {
            throw new ConfigException.BadValue(
                    config.getValue(key).origin(), SECTION + "." + key, "must be at least 1 ms, is " + value);
        }
        return value;
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
