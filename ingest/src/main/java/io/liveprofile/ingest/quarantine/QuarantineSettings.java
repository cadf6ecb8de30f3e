package io.liveprofile.ingest.quarantine;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.Set;

/**
 * {@code live-profile.quarantine} and what it needs beside.
 *
 * @param readTopics those that a record may be replayed to
 * @param httpTopic the one that what came over HTTP is written to
 */
public record QuarantineSettings(
        String bootstrap, String topic, Set<String> readTopics, String httpTopic, int waitingRecordsMax) {
    private static final String WAITING_MAX = "live-profile.quarantine.waiting-records-max";

    public static QuarantineSettings from(Config root, Set<String> readTopics) {
        int waitingMax = root.getInt(WAITING_MAX);
        if (waitingMax < 2 || waitingMax > 1_000_000) {
            throw new ConfigException.BadValue(
                    root.getValue(WAITING_MAX).origin(),
                    WAITING_MAX,
                    "must be between 2 and 1000000, is " + waitingMax);
        }
        return new QuarantineSettings(
                root.getString("live-profile.kafka.bootstrap"),
                root.getString("live-profile.ingest.quarantine-topic"),
                Set.copyOf(readTopics),
                root.getString("live-profile.collector.topic"),
                waitingMax);
    }
}
