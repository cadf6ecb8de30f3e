package io.liveprofile.ingest.collector;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/** {@code live-profile.collector}: the limits are those of Segment's API. */
public record CollectorSettings(
        String bootstrap,
        String topic,
        int eventBytesMax,
        int bodyBytesMax,
        int eventsMax,
        int inFlightBytesMax,
        Duration ackMax) {
    private static final String SECTION = "live-profile.collector.";
    private static final Duration ACK_LEAST = Duration.ofSeconds(1);

    public static CollectorSettings from(Config root) {
        int bodyBytesMax = bytes(root, "body-bytes-max", 1_024);
        var ackMax = root.getDuration(SECTION + "ack-max");
        if (ackMax.compareTo(ACK_LEAST) < 0) {
            throw bad(root, "ack-max", "must be at least 1s, is " + ackMax);
        }
        return new CollectorSettings(
                root.getString("live-profile.kafka.bootstrap"),
                root.getString(SECTION + "topic"),
                bytes(root, "event-bytes-max", 1_024),
                bodyBytesMax,
                bytes(root, "events-max", 1),
                bytes(root, "in-flight-bytes-max", bodyBytesMax),
                ackMax);
    }

    private static int bytes(Config root, String key, int least) {
        long value = root.getMemorySize(SECTION + key).toBytes();
        if (value < least || value > Integer.MAX_VALUE) {
            throw bad(root, key, "must be at least " + least + ", is " + value);
        }
        return (int) value;
    }

    private static ConfigException.BadValue bad(Config root, String key, String rule) {
        return new ConfigException.BadValue(root.getValue(SECTION + key).origin(), SECTION + key, rule);
    }
}
