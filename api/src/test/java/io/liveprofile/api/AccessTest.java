package io.liveprofile.api;

import static io.liveprofile.api.RunningApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.access.AccessSettings;
import io.liveprofile.api.access.ApiKeys;
import io.liveprofile.api.access.RateLimits;
import io.liveprofile.api.access.Role;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.embedded.SharedServers;
import io.r2dbc.spi.ConnectionFactories;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final List<Endpoint> ALL = RunningApi.endpoints();

    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = new RunningApi(Fakes.asked());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void every_endpoint_answers_the_roles_that_it_names_and_no_other() throws Exception {
        for (var endpoint : ALL) {
            for (var role : Role.values()) {
                int status = status(ask(endpoint).header("Authorization", "Bearer " + api.key(role)));

                assertThat(status == 403)
                        .as("%s %s as %s: %d", endpoint.method(), endpoint.path(), role, status)
                        .isEqualTo(!endpoint.roles().contains(role));
                assertThat(status).isNotEqualTo(401);
            }
        }
    }

    @Test
    void nothing_is_answered_without_a_key_or_with_one_that_nobody_was_given() throws Exception {
        for (var endpoint : ALL) {
            assertProblem(api.send(ask(endpoint)), 401, "no_key");
        }
        var known = api.key(Role.ADMIN);
        var otherSecret = known.substring(0, known.length() - 1) + (known.endsWith("0") ? "1" : "0");
        assertProblem(api.send(api.withKey(otherSecret, "/v1/keys")), 401, "no_key");
        assertProblem(api.send(api.withKey("lp_", "/v1/keys")), 401, "no_key");
    }

    @Test
    void a_key_may_come_as_the_user_of_basic_as_the_sdks_of_producers_send_it() throws Exception {
        var basic = Base64.getEncoder().encodeToString((api.key(Role.ADMIN) + ":").getBytes());

        assertThat(api.send(api.request("/v1/keys").header("Authorization", "Basic " + basic))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_key_is_created_used_listed_without_its_secret_and_revoked() throws Exception {
        var created = json(api.send(api.withKey(RunningApi.ADMIN_KEY, "/v1/keys")
                        .POST(BodyPublishers.ofString("{\"name\":\"the help desk\",\"role\":\"support\"}")))
                .body());
        var key = created.get("key").asText();
        var id = created.get("id").asText();
        await().until(() -> api.send(api.withKey(key, "/v1/profiles/ava%7C1")).statusCode() == 200);

        var listed = api.get(Role.ADMIN, "/v1/keys").body();
        var revoked = api.send(api.requestOf(Role.ADMIN, "/v1/keys/" + id).DELETE());

        assertThat(listed).contains(id, "the help desk").doesNotContain(key.substring(key.lastIndexOf('_')));
        assertThat(json(revoked.body()).has("revokedAt")).isTrue();
        assertProblem(api.send(api.withKey(key, "/v1/profiles/ava%7C1")), 401, "no_key");
        assertProblem(api.send(api.requestOf(Role.ADMIN, "/v1/keys/nobodys").DELETE()), 404, "not_found");
    }

    @Test
    void a_key_that_can_not_be_created_says_which_field_is_wrong() throws Exception {
        assertThat(create("{\"name\":\"x\",\"role\":\"king\"}"))
                .contains("/role")
                .contains("personalization");
        assertThat(create("{\"role\":\"admin\"}")).contains("/name");
        assertThat(create("admin, please")).contains("must be a JSON object");
    }

    @Test
    void a_key_that_asks_too_often_is_told_when_to_come_again() throws Exception {
        var limits = new RateLimits.Settings(Map.of(Role.SUPPORT, 1), Duration.ofSeconds(1));
        try (var limited = new RunningApi(Fakes.asked(), limits)) {
            assertThat(limited.get(Role.SUPPORT, "/v1/profiles/ava%7C1").statusCode())
                    .isEqualTo(200);

            var refused = limited.get(Role.SUPPORT, "/v1/profiles/ava%7C1");
            while (refused.statusCode() == 200) {
                refused = limited.get(Role.SUPPORT, "/v1/profiles/ava%7C1");
            }

            assertProblem(refused, 429, "too_often");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(limited.get(Role.FRAUD, "/v1/profiles/ava%7C1").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_deployment_in_which_nobody_holds_an_admins_key_does_not_start() throws Exception {
        var database = "keyless_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection =
                        DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        var connections = ConnectionFactories.get(
                SharedServers.postgres().r2dbcUrl().replaceFirst("/postgres(\\?|$)", "/" + database + "$1"));
        var kit = ActorTestKit.create();
        try {
            var settings = new AccessSettings(Optional.empty(), Duration.ofSeconds(5));
            assertThatThrownBy(() -> ApiKeys.start(kit.system(), connections, settings)
                            .toCompletableFuture()
                            .join())
                    .hasMessageContaining("LIVE_PROFILE_ADMIN_KEY")
                    .hasMessageContaining("keys create");
        } finally {
            kit.shutdownTestKit();
        }
    }

    /** Of a stream too, which has no end. */
    private static int status(HttpRequest.Builder request) throws Exception {
        var answer = api.send(request, BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private static String create(String body) throws Exception {
        var answer = api.send(api.requestOf(Role.ADMIN, "/v1/keys").POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(400);
        return answer.body();
    }

    private static HttpRequest.Builder ask(Endpoint endpoint) {
        return api.request(endpoint.path().replaceAll("\\{\\w+}", "ava%7C1"))
                .method(endpoint.method().value(), BodyPublishers.noBody());
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
