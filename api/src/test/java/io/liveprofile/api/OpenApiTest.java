package io.liveprofile.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.access.Role;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The description is what the server serves, and the server does what its description says. */
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunningApi api;
    private static JsonNode described;

    @BeforeAll
    static void start() throws Exception {
        api = new RunningApi(Fakes.asked());
        described = JSON.valueToTree(
                new Yaml().load(api.get(Role.WRITE, "/openapi.yaml").body()));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private record Operation(String path, String method, JsonNode told) {
        String name() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }

        List<JsonNode> parameters(String in) {
            return StreamSupport.stream(told.path("parameters").spliterator(), false)
                    .filter(parameter -> parameter.get("in").asText().equals(in))
                    .toList();
        }
    }

    private static List<Operation> operations() {
        var all = new ArrayList<Operation>();
        described
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> all.add(new Operation(path.getKey(), method.getKey(), method.getValue()))));
        return all;
    }

    @Test
    void every_endpoint_is_described_with_its_roles_and_nothing_else_is() {
        var served = new TreeSet<String>();
        RunningApi.endpoints()
                .forEach(endpoint -> served.add(endpoint.method().value() + " " + endpoint.path() + " "
                        + new TreeSet<>(
                                endpoint.roles().stream().map(Role::word).toList())));
        var told = new TreeSet<String>();
        operations().forEach(operation -> {
            var roles = new TreeSet<String>();
            operation.told().get("x-roles").forEach(role -> roles.add(role.asText()));
            told.add(operation.name() + " " + roles);
        });

        assertThat(told).isEqualTo(served);
    }

    @Test
    void every_example_gets_an_answer_that_is_described() throws Exception {
        for (var operation : operations()) {
            exercise(operation, required(operation));
            for (var parameter : operation.parameters("query")) {
                if (!parameter.get("required").asBoolean()) {
                    exercise(
                            operation,
                            Stream.concat(required(operation).stream(), Stream.of(parameter))
                                    .toList());
                }
            }
        }
    }

    @Test
    void every_field_of_a_profile_is_described_and_no_other() throws Exception {
        var told = new TreeSet<String>();
        described.at("/components/schemas/Profile/properties").fieldNames().forEachRemaining(told::add);
        var unknown =
                api.get(Role.SUPPORT, "/v1/profiles/ava%7C1?fields=nothing").body();
        var known = new TreeSet<>(List.of("id", "requestedId", "sequence", "stale", "staleReason"));
        known.addAll(
                List.of(unknown.replaceAll(".*there are ([\\w, ]+).*", "$1").split(", ")));

        assertThat(told).isEqualTo(known);
    }

    /** A client that is generated from it knows every field. */
    @Test
    void no_object_and_no_list_is_left_without_what_is_in_it() {
        var vague = new TreeSet<String>();
        lookInto("", described, vague);

        assertThat(vague).isEmpty();
    }

    private static void lookInto(String at, JsonNode node, Set<String> vague) {
        var type = node.path("type").asText();
        if (type.equals("object") && !node.has("properties") && !node.has("additionalProperties")
                || type.equals("array") && !node.has("items")) {
            vague.add(at);
        }
        node.properties().forEach(field -> lookInto(at + "/" + field.getKey(), field.getValue(), vague));
        if (node.isArray()) {
            node.forEach(item -> lookInto(at + "[]", item, vague));
        }
    }

    private static List<JsonNode> required(Operation operation) {
        return operation.parameters("query").stream()
                .filter(parameter -> parameter.get("required").asBoolean())
                .toList();
    }

    private static void exercise(Operation operation, List<JsonNode> query) throws Exception {
        var answer = api.send(request(operation, query), BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            var responses = operation.told().get("responses");
            var status = String.valueOf(answer.statusCode());
            assertThat(responses.has(status))
                    .as("%s %s answers %s, which isn't described", operation.name(), query, status)
                    .isTrue();
            assertThat(answer.statusCode()).as(operation.name() + query).isNotIn(400, 401, 403, 503);
            var type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
            var response = resolved(responses.get(status));
            assertThat(response.at("/content").has(type) || !response.has("content"))
                    .as("%s answers %s as %s", operation.name(), status, type)
                    .isTrue();
            if (type.endsWith("json")) {
                assertShape(
                        operation.name(),
                        resolved(response.at("/content").get(type).get("schema")),
                        JSON.readTree(body));
            }
        }
    }

    /** What is required is there, and what is there is named and of its type; a schema without a word allows anything. */
    private static void assertShape(String of, JsonNode schema, JsonNode value) {
        if (schema.isEmpty()) {
            return;
        }
        schema.path("required")
                .forEach(name -> assertThat(value.has(name.asText()))
                        .as("%s: %s in %s", of, name, value)
                        .isTrue());
        var enumerated = schema.path("enum");
        if (enumerated.isArray()) {
            assertThat(enumerated).as("%s: %s isn't described", of, value).contains(value);
        }
        assertType(of, schema.path("type"), value);
        value.properties().forEach(field -> {
            var more = schema.path("additionalProperties");
            var property = schema.path("properties").path(field.getKey());
            assertThat(property.isMissingNode() && more.isMissingNode())
                    .as("%s: %s isn't described", of, field.getKey())
                    .isFalse();
            assertShape(
                    of + "/" + field.getKey(), resolved(property.isMissingNode() ? more : property), field.getValue());
        });
        if (schema.has("items")) {
            value.forEach(item -> assertShape(of + "[]", resolved(schema.get("items")), item));
        }
    }

    private static void assertType(String of, JsonNode types, JsonNode value) {
        var allowed = new TreeSet<String>();
        types.forEach(type -> allowed.add(type.asText()));
        if (types.isTextual()) {
            allowed.add(types.asText());
        }
        var type = value.getNodeType().name().toLowerCase(Locale.ROOT);
        if (!allowed.isEmpty()) {
            assertThat(value.isIntegralNumber() && allowed.contains("integer") ? "integer" : type)
                    .as("%s is %s", of, value)
                    .isIn(allowed);
        }
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? described.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static HttpRequest.Builder request(Operation operation, List<JsonNode> query) {
        var path = operation.path();
        for (var parameter : operation.parameters("path")) {
            path = path.replace("{" + parameter.get("name").asText() + "}", encoded(parameter.get("example")));
        }
        var text = new StringBuilder();
        for (var parameter : query) {
            text.append(text.isEmpty() ? '?' : '&')
                    .append(parameter.get("name").asText())
                    .append('=')
                    .append(encoded(parameter.get("example")));
        }
        // Whoever means no others in particular must say that all are meant.
        boolean meansNone =
                query.isEmpty() || query.getFirst().get("name").asText().equals("limit");
        if (operation.path().matches("/v1/quarantine:\\w+") && meansNone) {
            text.append(text.isEmpty() ? '?' : '&').append("all=true");
        }
        var body = operation.told().at("/requestBody/content/application~1json/example");
        var request = api.requestOf(
                        Role.valueOf(operation.told().at("/x-roles/0").asText().toUpperCase(Locale.ROOT)), path + text)
                .method(
                        operation.method().toUpperCase(Locale.ROOT),
                        body.isMissingNode() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        operation
                .parameters("header")
                .forEach(header -> request.header(
                        header.get("name").asText(), header.get("example").asText()));
        return body.isMissingNode() ? request : request.header("Content-Type", "application/json");
    }

    private static String encoded(JsonNode example) {
        return URLEncoder.encode(example.asText(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
