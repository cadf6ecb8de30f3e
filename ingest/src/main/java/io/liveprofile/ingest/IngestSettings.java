package io.liveprofile.ingest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.ingest.decode.DecodeSettings;
import io.liveprofile.ingest.decode.TopicSettings;
import java.time.Duration;
import java.util.List;

/** {@code live-profile.ingest} and the addresses it needs, read once and checked. */
public record IngestSettings(
        String bootstrap,
        List<TopicSettings> topics,
        String quarantineTopic,
        String group,
        int chunkRecordsMax,
        int inFlightRecordsMax,
        Duration retryMin,
        Duration retryMax,
        Duration drainMax,
        Duration sessionTimeout,
        DecodeSettings decode) {

    private static final String SECTION = "live-profile.ingest";

    public static IngestSettings from(Config root) {
        var config = root.getConfig(SECTION);
        var topics = TopicSettings.from(config);
        return new IngestSettings(
                root.getString("live-profile.kafka.bootstrap"),
                topics,
                quarantineTopic(config, topics),
                config.getString("group"),
                between(config, "chunk-records-max", 1, 10_000),
                between(config, "in-flight-records-max", 1, 100_000),
                config.getDuration("retry-min"),
                config.getDuration("retry-max"),
                config.getDuration("drain-max"),
                config.getDuration("session-timeout"),
                DecodeSettings.from(config));
    }

    private static String quarantineTopic(Config config, List<TopicSettings> topics) {
        var name = config.getString("quarantine-topic");
        if (topics.stream().anyMatch(topic -> topic.name().equals(name))) {
            throw new ConfigException.BadValue(
                    config.getValue("quarantine-topic").origin(),
                    SECTION + ".quarantine-topic",
                    "is among the topics that are read: what was refused would come again and again");
        }
        return name;
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
