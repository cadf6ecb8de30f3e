package io.liveprofile.ingest;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.ingest.collector.CollectorSettings;
import io.liveprofile.ingest.decode.DecodeSettings;
import io.liveprofile.ingest.decode.TopicSettings;
import io.liveprofile.ingest.quarantine.QuarantineSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code live-profile.ingest} and the addresses it needs, read once and checked. */
public record IngestSettings(
        String bootstrap,
        List<TopicSettings> topics,
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
        String privacyTopic,
        CollectorSettings collector) {

    private static final String SECTION = "live-profile.ingest";
    private static final String PRIVACY_TOPIC = "privacy-requests-topic";

    public static IngestSettings from(Config root) {
        var config = root.getConfig(SECTION);
        var topics = TopicSettings.from(config);
        return new IngestSettings(
                root.getString("live-profile.kafka.bootstrap"),
                topics,
                config.getString("group"),
                between(config, "chunk-records-max", 1, 10_000),
                between(config, "in-flight-records-max", 1, 100_000),
                config.getDuration("retry-min"),
                config.getDuration("retry-max"),
                config.getDuration("drain-max"),
                config.getDuration("session-timeout"),
                config.getDuration("lag-every"),
                DecodeSettings.from(config),
                quarantine(root, config, topics),
                privacyTopic(config, topics),
                CollectorSettings.from(root));
    }

    public Set<String> topicNames() {
        return names(topics);
    }

    private static Set<String> names(List<TopicSettings> topics) {
        return topics.stream().map(TopicSettings::name).collect(Collectors.toSet());
    }

    private static QuarantineSettings quarantine(Config root, Config config, List<TopicSettings> topics) {
        var read = new HashSet<>(names(topics));
        read.add(config.getString(PRIVACY_TOPIC));
        var quarantine = QuarantineSettings.from(root, read);
        if (read.contains(quarantine.topic())) {
            throw new ConfigException.BadValue(
                    config.getValue("quarantine-topic").origin(),
                    SECTION + ".quarantine-topic",
                    "is among the topics that are read: what was refused would come again and again");
        }
        return quarantine;
    }

    private static String privacyTopic(Config config, List<TopicSettings> topics) {
        var topic = config.getString(PRIVACY_TOPIC);
        if (names(topics).contains(topic)) {
            throw new ConfigException.BadValue(
                    config.getValue(PRIVACY_TOPIC).origin(),
                    SECTION + "." + PRIVACY_TOPIC,
                    "is among the topics that customers' interactions are read from");
        }
        return topic;
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
