package io.liveprofile.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.api.access.AccessSettings;
import io.liveprofile.api.access.ApiKeys;
import io.liveprofile.api.access.RateLimits;
import io.liveprofile.api.access.Role;
import io.liveprofile.api.audit.AuditTrail;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.stream.EventStreams;
import io.liveprofile.embedded.SharedServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/** The API on a free port, with a key for each role. */
final class RunningApi implements AutoCloseable {
    static final String ADMIN_KEY = "the-admins-key-of-the-tests-and-of-nobody-else";

    static final EventStreams.Settings STREAMS = new EventStreams.Settings(3, 8, Duration.ofMillis(50));

    /** It may ask, and the shop's may only tell. */
    static final String READERS_PAGE = "https://desk.example";

    private static final AuditTrail.Settings AUDIT = new AuditTrail.Settings(1_000);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final MeterRegistry meters = new SimpleMeterRegistry();

    private final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseMap(Map.of("pekko.http.server.request-timeout", "3s"))
                    .withFallback(ConfigFactory.load()));
    private final Map<Role, String> keys = new EnumMap<>(Role.class);
    private final int port;

    RunningApi(HttpApi.Asked asked) {
        this(asked, new RateLimits.Settings(Map.of(), Duration.ofSeconds(2)));
    }

    RunningApi(HttpApi.Asked asked, RateLimits.Settings limits) {
        this(asked, limits, database());
    }

    RunningApi(HttpApi.Asked asked, RateLimits.Settings limits, ConnectionFactory database) {
        var access = new AccessSettings(Optional.of(ADMIN_KEY), Duration.ofSeconds(5));
        var apiKeys = ApiKeys.start(kit.system(), database, access)
                .toCompletableFuture()
                .join();
        for (var role : Role.values()) {
            var created = apiKeys.create("tests", role).toCompletableFuture().join();
            keys.put(role, created.secret());
        }
        port = HttpApi.start(
                        kit.system(),
                        new HttpApi.Settings(
                                "127.0.0.1",
                                0,
                                access,
                                limits,
                                STREAMS,
                                AUDIT,
                                List.of("https://shop.example"),
                                List.of(READERS_PAGE)),
                        database,
                        asked,
                        meters)
                .toCompletableFuture()
                .join()
                .localAddress()
                .getPort();
    }

    /** The table of all that can be asked. */
    static List<Endpoint> endpoints() {
        var kit = ActorTestKit.create();
        try {
            var settings = new AccessSettings(Optional.of(ADMIN_KEY), Duration.ofSeconds(5));
            return HttpApi.endpoints(
                    Fakes.asked(),
                    ApiKeys.start(kit.system(), database(), settings)
                            .toCompletableFuture()
                            .join(),
                    AuditTrail.start(kit.system(), database(), AUDIT, new SimpleMeterRegistry())
                            .toCompletableFuture()
                            .join(),
                    new EventStreams(STREAMS, new SimpleMeterRegistry()));
        } finally {
            kit.shutdownTestKit();
        }
    }

    static ConnectionFactory database() {
        return ConnectionFactories.get(SharedServers.postgres().r2dbcUrl());
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String key(Role role) {
        return keys.get(role);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpRequest.Builder requestOf(Role role, String path) {
        return withKey(key(role), path);
    }

    HttpRequest.Builder withKey(String key, String path) {
        return request(path).header("Authorization", "Bearer " + key);
    }

    HttpResponse<String> get(Role role, String path) throws Exception {
        return send(requestOf(role, path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return send(request, BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) throws Exception {
        return HTTP.send(request.build(), body);
    }

    static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"").contains("\"status\":" + status);
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
