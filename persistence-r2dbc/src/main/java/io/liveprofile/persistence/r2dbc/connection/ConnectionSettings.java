package io.liveprofile.persistence.r2dbc.connection;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Optional;

/** What {@code pekko.persistence.r2dbc.connection-factory} says; each is explained there. */
record ConnectionSettings(
        Address address,
        Optional<Tls> tls,
        int initialSize,
        int maxSize,
        int projectionsMaxSize,
        int projectionReadsMaxSize,
        Duration maxIdleTime,
        Duration connectTimeout,
        Duration acquireTimeout,
        Duration projectionsAcquireTimeout,
        int statementCacheSize) {

    private static final String SECTION = "pekko.persistence.r2dbc.connection-factory";

    public static ConnectionSettings from(Config root) {
        var config = root.getConfig(SECTION);
        int maxSize = atLeast(config, "max-size", 2);
        int initialSize = atLeast(config, "initial-size", 0);
        if (initialSize >= maxSize) {
            throw bad(config, "initial-size", "must be below max-size, which is " + maxSize + ", is " + initialSize);
        }
        return new ConnectionSettings(
                Address.from(config),
                Tls.from(config),
                initialSize,
                maxSize,
                atLeast(config, "projections-max-size", 2),
                atLeast(config, "projection-reads-max-size", 1),
                config.getDuration("max-idle-time"),
                config.getDuration("connect-timeout"),
                config.getDuration("acquire-timeout"),
                config.getDuration("projections-acquire-timeout"),
                atLeast(config, "statement-cache-size", 0));
    }

    private static int atLeast(Config config, String key, int min) {
        int value = config.getInt(key);
        if (value < min) {
            throw bad(config, key, "must be at least " + min + ", is " + value);
        }
        return value;
    }

    static ConfigException bad(Config config, String key, String what) {
        return new ConfigException.BadValue(config.getValue(key).origin(), SECTION + "." + key, what);
    }
}
