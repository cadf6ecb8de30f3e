package io.liveprofile.persistence.r2dbc.query;

import com.typesafe.config.Config;
import java.time.Duration;

/** What {@code pekko.persistence.r2dbc.query} says; each is explained there. */
public record QuerySettings(int pageRowsMax, long pageBytesMax, Duration pollInterval, Duration liveInterval) {

    public QuerySettings {
        require(pageRowsMax > 0, "page-rows-max", pageRowsMax, "at least 1");
        require(pageBytesMax > 0, "page-bytes-max", pageBytesMax, "at least 1 byte");
        require(pollInterval.toMillis() > 0, "poll-interval", pollInterval, "at least 1 ms");
        require(
                liveInterval.toMillis() > 0 && liveInterval.compareTo(pollInterval) <= 0,
                "live-interval",
                liveInterval,
                "at least 1 ms and at most poll-interval");
    }

    static QuerySettings of(Config query) {
        return new QuerySettings(
                query.getInt("page-rows-max"),
                query.getBytes("page-bytes-max"),
                query.getDuration("poll-interval"),
                query.getDuration("live-interval"));
    }

    public QuerySettings withPageRowsMax(int rows) {
        return new QuerySettings(rows, pageBytesMax, pollInterval, liveInterval);
    }

    private static void require(boolean met, String key, Object value, String allowed) {
        if (!met) {
            throw new IllegalArgumentException(
                    "pekko.persistence.r2dbc.query." + key + " is " + value + "; allowed is " + allowed);
        }
    }
}
