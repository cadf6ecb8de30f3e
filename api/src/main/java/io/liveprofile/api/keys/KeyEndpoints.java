package io.liveprofile.api.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.api.access.ApiKey;
import io.liveprofile.api.access.ApiKeys;
import io.liveprofile.api.access.Role;
import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Creates, lists and revokes keys. */
public final class KeyEndpoints {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAME_LENGTH_MAX = 100;
    private static final int BODY_BYTES_MAX = 4 * 1_024;
    private static final Set<Role> ANYBODY = Set.copyOf(EnumSet.allOf(Role.class));

    private final ApiKeys keys;

    public KeyEndpoints(ApiKeys keys) {
        this.keys = keys;
    }

    public List<Endpoint> all() {
        return List.of(
                new Endpoint(HttpMethods.GET, "/v1/caller", ANYBODY, this::caller),
                new Endpoint(HttpMethods.GET, "/v1/keys", Endpoint.ADMINS, _ -> listed()),
                new Endpoint(HttpMethods.POST, "/v1/keys", Endpoint.ADMINS, this::created),
                new Endpoint(HttpMethods.DELETE, "/v1/keys/{id}", Endpoint.ADMINS, this::revoked));
    }

    /** Whose key it is that asks: a page learns from it what it may show. */
    private CompletionStage<HttpResponse> caller(Call call) {
        return CompletableFuture.completedFuture(HttpResponse.create()
                .withEntity(json(JSON.createObjectNode()
                        .put("name", call.caller().name())
                        .put("role", call.caller().role().word()))));
    }

    private CompletionStage<HttpResponse> listed() {
        return keys.list().thenApply(all -> {
            var body = JSON.createObjectNode();
            var list = body.putArray("keys");
            all.forEach(key -> list.add(json(key)));
            return HttpResponse.create().withEntity(json(body));
        });
    }

    private CompletionStage<HttpResponse> created(Call call) {
        return call.body(BODY_BYTES_MAX).thenCompose(body -> {
            var asked = parsed(body);
            return keys.create(name(asked), role(asked))
                    .thenApply(created -> HttpResponse.create()
                            .withStatus(StatusCodes.CREATED)
                            .withEntity(json(json(created.key()).put("key", created.secret()))));
        });
    }

    private CompletionStage<HttpResponse> revoked(Call call) {
        var id = call.path("id");
        return keys.revoke(id)
                .thenApply(revoked -> revoked.map(key -> HttpResponse.create().withEntity(json(json(key))))
                        .orElseGet(() -> Problem.notFound("No key has the id " + id + ".")
                                .toResponse()));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            var parsed = JSON.readTree(body);
            if (parsed.isObject()) {
                return parsed;
            }
        } catch (IOException e) {
            // Told below.
        }
        throw new BadCall(Problem.badRequest("The body must be a JSON object with name and role."));
    }

    private static String name(JsonNode asked) {
        return Optional.of(asked.path("name").asText("").strip())
                .filter(name -> !name.isEmpty() && name.length() <= NAME_LENGTH_MAX)
                .orElseThrow(() -> new BadCall(
                        Problem.badField("/name", "must be a text of 1 to " + NAME_LENGTH_MAX + " characters")));
    }

    private static Role role(JsonNode asked) {
        return Role.of(asked.path("role").asText(""))
                .orElseThrow(() -> new BadCall(Problem.badField(
                        "/role",
                        "must be one of "
                                + Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", ")))));
    }

    private static ObjectNode json(ApiKey key) {
        var json = JSON.createObjectNode()
                .put("id", key.id())
                .put("name", key.name())
                .put("role", key.role().word())
                .put("createdAt", key.createdAt().toString());
        key.revokedAt().ifPresent(at -> json.put("revokedAt", at.toString()));
        return json;
    }

    private static org.apache.pekko.http.javadsl.model.HttpEntity.Strict json(JsonNode body) {
        return HttpEntities.create(ContentTypes.APPLICATION_JSON, body.toString());
    }
}
