package io.liveprofile.profile.entity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import org.apache.pekko.actor.typed.ActorSystem;

/** What an actor that starts says of its plugins. */
final class PluginConfig {
    private PluginConfig() {}

    /**
     * All of the system's configuration, and closed: Pekko lays what an actor says over the system's, each of the three times
     * that it looks whether a plugin is there. That takes longer than all else it does then, and over this nothing is laid.
     */
    static Config of(ActorSystem<?> system) {
        // What stands under anything but an object is never seen.
        var closed = ConfigValueFactory.fromAnyRef(true);
        return system.settings().config().root().withFallback(closed).toConfig();
    }
}
