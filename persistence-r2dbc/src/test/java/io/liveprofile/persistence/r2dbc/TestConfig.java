package io.liveprofile.persistence.r2dbc;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.embedded.SharedServers;
import java.util.Map;
import java.util.UUID;

/** The plugin on the shared PostgreSQL, in a schema of its own. */
public final class TestConfig {
    private TestConfig() {}

    public static Config inNewSchema() {
        return inSchema("s" + UUID.randomUUID().toString().replace("-", ""));
    }

    public static Config inSchema(String schema) {
        var server = SharedServers.postgres();
        return ConfigFactory.parseMap(Map.of(
                        "pekko.persistence.journal.plugin", "pekko.persistence.r2dbc.journal",
                        "pekko.persistence.snapshot-store.plugin", "pekko.persistence.r2dbc.snapshot",
                        "pekko.persistence.r2dbc.schema", schema,
                        "pekko.persistence.r2dbc.connection-factory.host", server.host(),
                        "pekko.persistence.r2dbc.connection-factory.port", server.port(),
                        "pekko.persistence.r2dbc.connection-factory.database", server.database(),
                        "pekko.persistence.r2dbc.connection-factory.user", server.user(),
                        "pekko.persistence.r2dbc.connection-factory.password", server.password(),
                        "pekko.loglevel", "WARNING"))
                .withFallback(ConfigFactory.load());
    }
}
