package io.liveprofile.ingest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.ingest.collector.CollectorSettings;
import io.liveprofile.ingest.decode.DecodeSettings;
import io.liveprofile.ingest.quarantine.QuarantineSettings;
import java.time.Duration;
import java.util.List;

/** {@code live-profile.ingest} and the addresses it needs, read once and checked. */
public record IngestSettings(
        String bootstrap,
        List<String> topics,
        String group,
        int chunkRecordsMax,
        int inFlightRecordsMax,
        Duration retryMin,
        Duration retryMax,
        Duration drainMax,
        Duration sessionTimeout,
        Duration lagEvery,
        DecodeSettings decode,
        QuarantineSettings quarantine,
        CollectorSettings collector) {

    private static final String SECTION = "live-profile.ingest";

    public static IngestSettings from(Config root) {
        var config = root.getConfig(SECTION);
        return new IngestSettings(
                root.getString("live-profile.kafka.bootstrap"),
                config.getStringList("topics"),
                config.getString("group"),
                between(config, "chunk-records-max", 1, 10_000),
                between(config, "in-flight-records-max", 1, 100_000),
                config.getDuration("retry-min"),
                config.getDuration("retry-max"),
                config.getDuration("drain-max"),
                config.getDuration("session-timeout"),
                config.getDuration("lag-every"),
                DecodeSettings.from(config),
                QuarantineSettings.from(root),
                CollectorSettings.from(root));
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
