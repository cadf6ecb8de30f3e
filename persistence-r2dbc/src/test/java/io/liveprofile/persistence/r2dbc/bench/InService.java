package io.liveprofile.persistence.r2dbc.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import org.apache.pekko.actor.typed.ActorSystem;

/** As the service sets up Pekko around the plugin. All contestants have it so. */
final class InService {
    private InService() {}

    /** A thread for each core, and the plugins under names without a digit, which Pekko looks up sooner. */
    static Config around(Config config) {
        return ConfigFactory.parseString("""
            pekko.actor.default-dispatcher.fork-join-executor.parallelism-min = 2
            pekko.persistence {
              journal.grouped = ${pekko.persistence.r2dbc.journal}
              journal.plugin = "pekko.persistence.journal.grouped"
              snapshot-store.grouped = ${pekko.persistence.r2dbc.snapshot}
              snapshot-store.plugin = "pekko.persistence.snapshot-store.grouped"
            }
            """).withFallback(config).resolve();
    }

    /** All of the configuration, closed, so that Pekko lays it over nothing for each actor that starts. */
    static Config plugins(ActorSystem<?> system) {
        var closed = ConfigValueFactory.fromAnyRef(true);
        return system.settings().config().root().withFallback(closed).toConfig();
    }
}
