package io.liveprofile.ingest.decode;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The bounds of a record: {@code live-profile.ingest.record}. */
public record DecodeSettings(
        int recordBytesMax, int depthMax, int fieldsMax, int stringBytesMax, Duration futureMax, Pattern blockedIds) {

    public static DecodeSettings from(Config ingest) {
        var config = ingest.getConfig("record");
        return new DecodeSettings(
                positive(config, "bytes-max"),
                positive(config, "depth-max"),
                positive(config, "fields-max"),
                positive(config, "string-bytes-max"),
                config.getDuration("future-max"),
                pattern(config, "blocked-ids"));
    }

    private static int positive(Config config, String key) {
        long value = config.getMemorySize(key).toBytes();
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw new ConfigException.BadValue(
                    config.getValue(key).origin(),
                    "live-profile.ingest.record." + key,
                    "must be at least 1, is " + value);
        }
        return (int) value;
    }

    private static Pattern pattern(Config config, String key) {
        try {
            return Pattern.compile(config.getString(key));
        } catch (PatternSyntaxException e) {
            throw new ConfigException.BadValue(
                    config.getValue(key).origin(),
                    "live-profile.ingest.record." + key,
                    "must be a regular expression: " + e.getDescription());
        }
    }
}
