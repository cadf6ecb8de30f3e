package io.liveprofile.api;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.profile.CustomerProfiles;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;

/** The server that answers for the profiles. */
public final class HttpApi {

    private static final int PORT_MAX = 65_535;

    /** {@code live-profile.http}. */
    public record Settings(String host, int port) {

        public static Settings from(Config root) {
            var key = "live-profile.http.port";
            int port = root.getInt(key);
            if (port < 1 || port > PORT_MAX) {
                throw new ConfigException.BadValue(
                        root.getValue(key).origin(), key, "must be a port between 1 and " + PORT_MAX);
            }
            return new Settings(root.getString("live-profile.http.host"), port);
        }
    }

    private HttpApi() {}

    public static CompletionStage<ServerBinding> start(
            ActorSystem<?> system, Settings settings, CustomerProfiles profiles) {
        return Http.get(system).newServerAt(settings.host(), settings.port()).bind(new Routes(profiles).all());
    }
}
