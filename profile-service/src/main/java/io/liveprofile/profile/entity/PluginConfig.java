package io.liveprofile.profile.entity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import org.apache.pekko.actor.typed.ActorSystem;

/** What an actor that starts says of its plugins. */
final class PluginConfig {
    private PluginConfig() {}

    /**
     * All of the system's configuration, and closed: each of the three times that Pekko looks whether a plugin is there it lays
     * what the actor says over the system's, which costs as much as the look. Over this nothing is laid.
     */
    static Config of(ActorSystem<?> system) {
        // What stands under anything but an object is never seen.
        var closed = ConfigValueFactory.fromAnyRef(true);
        return system.settings().config().root().withFallback(closed).toConfig();
    }
}
