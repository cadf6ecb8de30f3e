package io.liveprofile.persistence.r2dbc.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/** What {@code pekko.persistence.r2dbc.journal} says; each is explained there. */
record JournalSettings(
        int lanes,
        int nextLaneFromEntries,
        int flushEntriesMax,
        int flushBytesMax,
        int entryBytesMax,
        int queueEntriesMax,
        Duration flushTimeout,
        Duration retryMax) {

    static JournalSettings from(Config journal) {
        return new JournalSettings(
                between(journal, "lanes", 1, 16),
                between(journal, "next-lane-from-entries", 0, Integer.MAX_VALUE),
                between(journal, "flush-entries-max", 1, 999),
                between(journal, "flush-bytes-max", 1_024, 256 * 1_024 * 1_024),
                between(journal, "entry-bytes-max", 1_024, 256 * 1_024 * 1_024),
                between(journal, "queue-entries-max", 1, Integer.MAX_VALUE),
                journal.getDuration("flush-timeout"),
                journal.getDuration("retry-max"));
    }

    private static int between(Config config, String key, int min, int max) {
        long value = config.getMemorySize(key).toBytes();
        if (value < min || value > max) {
            throw new ConfigException.BadValue(
                    config.getValue(key).origin(),
                    "pekko.persistence.r2dbc.journal." + key,
                    "must be between " + min + " and " + max + ", is " + value);
        }
        return (int) value;
    }
}
