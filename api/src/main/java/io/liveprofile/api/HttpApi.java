package io.liveprofile.api;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.api.access.AccessSettings;
import io.liveprofile.api.access.ApiKeys;
import io.liveprofile.api.endpoint.Dispatch;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.keys.KeyEndpoints;
import io.liveprofile.api.profile.ProfileEndpoints;
import io.liveprofile.profile.CustomerProfiles;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;

/** The server that answers for the profiles. */
public final class HttpApi {

    private static final int PORT_MAX = 65_535;

    /** {@code live-profile.http}. */
    public record Settings(String host, int port, AccessSettings access) {

        public static Settings from(Config root) {
            var key = "live-profile.http.port";
            int port = root.getInt(key);
            if (port < 1 || port > PORT_MAX) {
                throw new ConfigException.BadValue(
                        root.getValue(key).origin(), key, "must be a port between 1 and " + PORT_MAX);
            }
            return new Settings(root.getString("live-profile.http.host"), port, AccessSettings.from(root));
        }
    }

    private HttpApi() {}

    public static CompletionStage<ServerBinding> start(
            ActorSystem<?> system,
            Settings settings,
            ConnectionFactory connections,
            CustomerProfiles profiles,
            MeterRegistry registry) {
        return ApiKeys.start(system, connections, settings.access())
                .thenCompose(keys -> Http.get(system)
                        .newServerAt(settings.host(), settings.port())
                        .bind(new Dispatch(endpoints(profiles, keys), keys, registry).all()));
    }

    /** All that can be asked. */
    static List<Endpoint> endpoints(CustomerProfiles profiles, ApiKeys keys) {
        return Stream.of(new ProfileEndpoints(profiles).all(), new KeyEndpoints(keys).all())
                .flatMap(List::stream)
                .toList();
    }
}
