package io.liveprofile.server.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.schemas.Coarse;
import io.liveprofile.schemas.Contract;
import io.liveprofile.schemas.Kind;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Type;
import io.liveprofile.schemas.json.ContractFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Records with a recognizable value in every field that a schema marks personal: found by the marks, so that a field that
 * is marked tomorrow is planted in, too.
 */
final class Planted {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMAS = "/io/liveprofile/schemas/";

    private final String person;
    private final String userId;
    private final List<String> values = new ArrayList<>();

    Planted(String person, String userId) {
        this.person = person;
        this.userId = userId;
    }

    /** By which anything of this person is recognized: no two persons share one. */
    List<String> needles() {
        return List.of(marker(), digits(), address());
    }

    private String marker() {
        return "pl4nt" + person;
    }

    /** Of positions, behind what stays in clear of them. */
    private String digits() {
        return "77" + (8_000_000_000L + Math.abs(person.hashCode() % 1_000_000_000));
    }

    private String address() {
        int hash = Math.abs(person.hashCode());
        return "10." + (hash / 7 % 200 + 20) + "." + (hash / 3 % 200 + 20) + "." + (hash % 200 + 20);
    }

    /** All that was planted. */
    List<String> values() {
        return List.copyOf(values);
    }

    String value() {
        var value = marker() + "x" + values.size() + "x";
        values.add(value);
        return value;
    }

    /** One for each interaction that the contract names. */
    List<ObjectNode> records() throws IOException {
        var examples = examples();
        var records = new ArrayList<ObjectNode>();
        for (var contract : ContractFiles.bundled().contracts()) {
            records.add(record(contract, examples.get(contract.name())));
        }
        return records;
    }

    private ObjectNode record(Contract contract, JsonNode example) {
        var record = (ObjectNode) example.deepCopy();
        record.put("messageId", "m-" + person + "-" + contract.name().replace(' ', '-'));
        record.put("userId", userId);
        record.remove(List.of("anonymousId", "previousId", "timestamp", "originalTimestamp", "sentAt"));
        plant(record, contract.record());
        record.put("aFieldOfNobody", value());
        return record;
    }

    private void plant(ObjectNode node, Shape shape) {
        for (var name : own(shape)) {
            var field = shape.field(name);
            if (field.kind() == Kind.PERSONAL) {
                shape.aliases().forEach((alias, of) -> {
                    if (of.equals(name)) {
                        node.remove(alias);
                    }
                });
                node.set(name, planted(field));
            } else if (field.kind() == Kind.CLEAR && field.items() != null) {
                var list = node.path(name) instanceof ArrayNode known && known.path(0) instanceof ObjectNode
                        ? known
                        : null;
                if (list != null) {
                    plant((ObjectNode) list.get(0), field.items());
                }
            } else if (!own(field).isEmpty()) {
                var nested = node.path(name) instanceof ObjectNode known ? known : JSON.createObjectNode();
                plant(nested, field);
                if (!nested.isEmpty()) {
                    node.set(name, nested);
                }
            }
        }
    }

    /** The contract's own names, without what else producers may write. */
    private static TreeSet<String> own(Shape shape) {
        var names = new TreeSet<>(shape.names());
        names.removeAll(shape.aliases().keySet());
        return names;
    }

    private JsonNode planted(Shape shape) {
        if (shape.coarse() == Coarse.POSITION) {
            values.add(digits());
            return JSON.getNodeFactory().numberNode(new BigDecimal("12.3" + digits()));
        }
        if (shape.coarse() == Coarse.NETWORK) {
            values.add(address());
            return JSON.getNodeFactory().textNode(address());
        }
        if (shape.types().contains(Type.TEXT)) {
            return JSON.getNodeFactory().textNode(value());
        }
        return shape.types().contains(Type.ARRAY)
                ? JSON.createArrayNode().add(value())
                : JSON.createObjectNode().put("of", value());
    }

    /** By the interaction's name: the first example of its newest schema. */
    private static Map<String, JsonNode> examples() throws IOException {
        var examples = new HashMap<String, JsonNode>();
        try (var index = new BufferedReader(new InputStreamReader(
                Planted.class.getResourceAsStream(SCHEMAS + "index.txt"), StandardCharsets.UTF_8))) {
            for (var file : index.lines().filter(line -> !line.isBlank()).toList()) {
                try (var in = Planted.class.getResourceAsStream(SCHEMAS + file)) {
                    var schema = JSON.readTree(in);
                    if (schema.at("/examples/0") instanceof ObjectNode example) {
                        examples.put(schema.get("title").asText(), example);
                    }
                }
            }
        }
        return examples;
    }
}
