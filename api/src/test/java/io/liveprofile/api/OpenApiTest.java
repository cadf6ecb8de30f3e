package io.liveprofile.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.Description.Operation;
import io.liveprofile.api.access.Role;
import io.liveprofile.api.endpoint.Endpoint;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The description is what the server serves, and the server does what its description says. */
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunningApi api;
    private static Description described;

    @BeforeAll
    static void start() throws Exception {
        api = new RunningApi(Fakes.asked());
        described = Description.of(api);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void every_endpoint_is_described_with_its_roles_and_parameters_and_nothing_else_is() {
        var served = RunningApi.endpoints().stream()
                .map(endpoint ->
                        endpoint.method().value() + " " + endpoint.path() + " " + new TreeSet<>(endpoint.roles()) + " "
                                + (endpoint.parameters().equals(Endpoint.ANY_PARAMETERS)
                                        ? Set.of()
                                        : new TreeSet<>(endpoint.parameters())))
                .collect(Collectors.toCollection(TreeSet::new));
        var told = described.operations().stream()
                .map(operation -> operation.name() + " " + new TreeSet<>(operation.roles()) + " "
                        + operation.parameters("query").stream()
                                .map(parameter -> parameter.get("name").asText())
                                .collect(Collectors.toCollection(TreeSet::new)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isEqualTo(served);
    }

    @Test
    void every_example_gets_an_answer_that_is_described() throws Exception {
        for (var operation : described.operations()) {
            exercise(operation, operation.required());
            for (var parameter : operation.parameters("query")) {
                if (!parameter.get("required").asBoolean()) {
                    exercise(
                            operation,
                            Stream.concat(operation.required().stream(), Stream.of(parameter))
                                    .toList());
                }
            }
        }
    }

    @Test
    void every_field_of_a_profile_is_described_and_no_other() throws Exception {
        var told = new TreeSet<String>();
        described
                .told()
                .at("/components/schemas/Profile/properties")
                .fieldNames()
                .forEachRemaining(told::add);
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
        lookInto("", described.told(), vague);

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

    private static void exercise(Operation operation, List<JsonNode> query) throws Exception {
        var request = api.requestOf(operation.roles().getFirst(), operation.asked(query, Map.of()));
        var answer = api.send(operation.in(request), BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            var responses = operation.told().get("responses");
            var status = String.valueOf(answer.statusCode());
            assertThat(responses.has(status))
                    .as("%s %s answers %s, which isn't described", operation.name(), query, status)
                    .isTrue();
            assertThat(answer.statusCode()).as(operation.name() + query).isNotIn(400, 401, 403, 503);
            var type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
            var response = described.resolved(responses.get(status));
            assertThat(response.at("/content").has(type) || !response.has("content"))
                    .as("%s answers %s as %s", operation.name(), status, type)
                    .isTrue();
            if (type.endsWith("json")) {
                assertShape(
                        operation.name(),
                        described.resolved(response.at("/content").get(type).get("schema")),
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
                    of + "/" + field.getKey(),
                    described.resolved(property.isMissingNode() ? more : property),
                    field.getValue());
        });
        if (schema.has("items")) {
            value.forEach(item -> assertShape(of + "[]", described.resolved(schema.get("items")), item));
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
}
