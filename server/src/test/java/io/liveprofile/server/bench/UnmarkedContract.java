package io.liveprofile.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.schemas.json.ContractFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The contract as it is bundled, but for its marks: no text and no number in it is personal. Whole objects stay sealed, since
 * the contract couldn't say what is in them, and so does what it doesn't name.
 */
final class UnmarkedContract {
    private static final String BUNDLED = "io/liveprofile/schemas/";
    private static final String INDEX = "index.txt";
    private static final String MARK = "x-personal";
    private static final String TYPE = "type";
    private static final String LENGTH = "maxLength";
    private static final int LENGTH_MAX = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private UnmarkedContract() {}

    /** Makes of this folder one of resources that a node finds before its own. */
    static Path in(Path folder) throws IOException {
        var index = bundled(INDEX);
        write(folder, INDEX, index);
        for (var file : new String(index, StandardCharsets.UTF_8).split("\n")) {
            if (!file.isBlank()) {
                var schema = JSON.readTree(bundled(file));
                unmark(schema);
                write(folder, file, JSON.writeValueAsBytes(schema));
            }
        }
        return folder;
    }

    private static void unmark(JsonNode schema) {
        if (schema instanceof ObjectNode said
                && said.path(MARK).asBoolean()
                && !said.path(TYPE).asText().equals("object")) {
            said.remove(MARK);
            said.remove("x-coarse");
            if (said.path(TYPE).isArray() && !said.has("minimum")) {
                said.put(TYPE, "string");
            }
            if (said.path(TYPE).toString().contains("string") && !said.has(LENGTH)) {
                said.put(LENGTH, LENGTH_MAX);
            }
        }
        schema.forEach(UnmarkedContract::unmark);
    }

    private static byte[] bundled(String file) throws IOException {
        try (var in = ContractFiles.class.getResourceAsStream("/" + BUNDLED + file)) {
            if (in == null) {
                throw new FileNotFoundException("the contract has no " + file);
            }
            return in.readAllBytes();
        }
    }

    private static void write(Path folder, String file, byte[] bytes) throws IOException {
        var target = folder.resolve(BUNDLED + file);
        Files.createDirectories(target.getParent());
        Files.write(target, bytes);
    }
}
