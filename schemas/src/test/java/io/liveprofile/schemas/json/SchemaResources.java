package io.liveprofile.schemas.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The schema files as they lie in the tree, read by a parser that isn't ours. */
final class SchemaResources {
    static final Path SOURCES = Path.of("src/main/resources/io/liveprofile/schemas");
    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private SchemaResources() {}

    static Map<String, JsonNode> all() {
        try (var found = Files.walk(SOURCES)) {
            var files = new TreeMap<String, JsonNode>();
            for (var file :
                    found.filter(path -> path.toString().endsWith(".json")).toList()) {
                files.put(SOURCES.relativize(file).toString(), JSON.readTree(file.toFile()));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, JsonNode> interactions() {
        var files = all();
        files.keySet().removeIf(file -> file.startsWith("shared/"));
        return files;
    }

    static List<JsonNode> examples(JsonNode schema) {
        return StreamSupport.stream(schema.path("examples").spliterator(), false)
                .toList();
    }
}
