package io.liveprofile.persistence.r2dbc.projection;

import com.typesafe.config.Config;
import java.time.Duration;

/** What {@code pekko.persistence.r2dbc.projection} says; each is explained there. */
public record ProjectionSettings(
        int batchMax,
        long keptRowsBytesMax,
        Duration batchTimeout,
        Duration controlInterval,
        int retries,
        Duration backoffMin,
        Duration backoffMax,
        int parkedInARowMax) {

    public ProjectionSettings {
        require(batchMax > 0, "batch-max", batchMax, "at least 1");
        require(keptRowsBytesMax >= 0, "kept-rows-bytes-max", keptRowsBytesMax, "0 or more");
        require(batchTimeout.toMillis() > 0, "batch-timeout", batchTimeout, "at least 1 ms");
        require(controlInterval.toMillis() > 0, "control-interval", controlInterval, "at least 1 ms");
        require(retries >= 0, "retries", retries, "at least 0");
        require(backoffMin.toMillis() > 0, "backoff-min", backoffMin, "at least 1 ms");
        require(backoffMax.compareTo(backoffMin) >= 0, "backoff-max", backoffMax, "at least backoff-min");
        require(parkedInARowMax >= 0, "parked-in-a-row-max", parkedInARowMax, "at least 0");
    }

    static ProjectionSettings of(Config projection) {
        return new ProjectionSettings(
                projection.getInt("batch-max"),
                projection.getBytes("kept-rows-bytes-max"),
                projection.getDuration("batch-timeout"),
                projection.getDuration("control-interval"),
                projection.getInt("retries"),
                projection.getDuration("backoff-min"),
                projection.getDuration("backoff-max"),
                projection.getInt("parked-in-a-row-max"));
    }

    private static void require(boolean met, String key, Object value, String allowed) {
        if (!met) {
            throw new IllegalArgumentException(
                    "pekko.persistence.r2dbc.projection." + key + " is " + value + "; allowed is " + allowed);
        }
    }
}
