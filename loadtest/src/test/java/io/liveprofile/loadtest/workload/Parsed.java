package io.liveprofile.loadtest.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The generator's output seen from outside, by a parser that knows nothing of it. */
final class Parsed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Parsed() {}

    static Optional<JsonNode> json(byte[] value) {
        try {
            return Optional.of(JSON.readTree(value));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode sound(WorkloadRecord told) {
        return json(told.value()).orElseThrow(() -> new AssertionError("not JSON: " + told.valueText()));
    }

    static JsonNode line(String line) {
        return json(line.substring(line.indexOf('\t') + 1).getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    static String kind(JsonNode interaction) {
        return interaction.path("event").asText(interaction.path("type").asText());
    }

    /** Where a value stands, as {@code .properties.products[].sku:NUMBER}. */
    static Set<String> shape(JsonNode node) {
        var paths = new TreeSet<String>();
        gather("", node, paths);
        return paths;
    }

    private static void gather(String path, JsonNode node, Set<String> paths) {
        if (node.isObject()) {
            node.properties().forEach(field -> gather(path + "." + field.getKey(), field.getValue(), paths));
        } else if (node.isArray()) {
            node.forEach(element -> gather(path + "[]", element, paths));
        } else {
            paths.add(path + ":" + node.getNodeType());
        }
    }
}
