package io.liveprofile.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.access.Role;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** What the API says of itself, and how to ask for it. */
record Description(JsonNode told) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Description of(RunningApi api) throws Exception {
        return new Description(JSON.valueToTree(
                new Yaml().load(api.get(Role.WRITE, "/openapi.yaml").body())));
    }

    /** @param method in capitals */
    record Operation(String method, String path, JsonNode told) {

        String name() {
            return method + " " + path;
        }

        List<JsonNode> parameters(String in) {
            return stream(told.path("parameters"))
                    .filter(parameter -> parameter.get("in").asText().equals(in))
                    .toList();
        }

        List<JsonNode> required() {
            return parameters("query").stream()
                    .filter(parameter -> parameter.get("required").asBoolean())
                    .toList();
        }

        List<Role> roles() {
            return stream(told.get("x-roles"))
                    .map(role -> Role.valueOf(role.asText().toUpperCase(Locale.ROOT)))
                    .toList();
        }

        /** Its path and its query, filled with examples; {@code places} name others. */
        String asked(List<JsonNode> query, Map<String, String> places) {
            var asked = path;
            for (var parameter : parameters("path")) {
                var name = parameter.get("name").asText();
                var value = places.getOrDefault(name, parameter.get("example").asText());
                asked = asked.replace("{" + name + "}", encoded(value));
            }
            var pairs = new ArrayList<String>();
            query.forEach(parameter -> pairs.add(parameter.get("name").asText() + "="
                    + encoded(parameter.get("example").asText())));
            // Whoever means no others in particular must say that all are meant.
            if (path.matches("/v1/quarantine:\\w+") && pairs.stream().allMatch(pair -> pair.startsWith("limit="))) {
                pairs.add("all=true");
            }
            return asked + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
        }

        /** With the example of its body and of its headers. */
        HttpRequest.Builder in(HttpRequest.Builder request) {
            parameters("header")
                    .forEach(header -> request.header(
                            header.get("name").asText(), header.get("example").asText()));
            return takesBody()
                    ? request.header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body().toString()))
                    : request.method(method, BodyPublishers.noBody());
        }

        boolean takesBody() {
            return !body().isMissingNode();
        }

        private JsonNode body() {
            return told.at("/requestBody/content/application~1json/example");
        }
    }

    List<Operation> operations() {
        var all = new ArrayList<Operation>();
        told.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> all.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return all;
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? told.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
