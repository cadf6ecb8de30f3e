package io.liveprofile.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Spoils a record in one place, or only changes it: which of both, the judges have to say. */
final class Mutation {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<JsonNode> VALUES = List.of(
            NODES.nullNode(),
            NODES.booleanNode(true),
            NODES.numberNode(-1),
            NODES.numberNode(0),
            NODES.numberNode(1000000000),
            NODES.numberNode(new BigDecimal("1000000000.01")),
            NODES.numberNode(new BigDecimal("-0.000001")),
            NODES.numberNode(new BigDecimal("90.5")),
            NODES.numberNode(new BigDecimal("1E+400")),
            NODES.textNode(""),
            NODES.textNode("19.99"),
            NODES.textNode("1000000"),
            NODES.textNode("1000000000.1"),
            NODES.textNode("-5"),
            NODES.textNode("5."),
            NODES.textNode("EU"),
            NODES.textNode("EUR"),
            NODES.textNode("\uD83D\uDED2".repeat(3)),
            NODES.textNode("\uD83D\uDED2".repeat(100)),
            NODES.textNode("\uD83D\uDED2".repeat(101)),
            NODES.textNode("a".repeat(200)),
            NODES.textNode("a".repeat(201)),
            NODES.textNode("a".repeat(501)),
            NODES.textNode("track"),
            NODES.textNode("Track"),
            NODES.objectNode(),
            NODES.objectNode().put("a", 1),
            NODES.arrayNode(),
            NODES.arrayNode().add(1),
            NODES.arrayNode().addNull(),
            NODES.arrayNode().addObject().put("price", -1));

    private final RandomGenerator random;
    private final List<String> names;

    Mutation(RandomGenerator random, List<String> names) {
        this.random = random;
        this.names = names;
    }

    void apply(ObjectNode record) {
        var containers = new ArrayList<JsonNode>();
        collect(record, containers);
        var place = containers.get(random.nextInt(containers.size()));
        if (place instanceof ObjectNode object) {
            change(object);
        } else if (place instanceof ArrayNode array) {
            change(array);
        }
    }

    private void change(ObjectNode object) {
        var fields = new ArrayList<String>();
        object.fieldNames().forEachRemaining(fields::add);
        var field = fields.isEmpty() ? any(names) : any(fields);
        switch (random.nextInt(4)) {
            case 0 -> object.remove(field);
            case 1 -> {
                var value = object.remove(field);
                object.set(any(names), value == null ? any(VALUES).deepCopy() : value);
            }
            case 2 -> object.set(any(names), any(VALUES).deepCopy());
            default -> object.set(field, any(VALUES).deepCopy());
        }
    }

    private void change(ArrayNode array) {
        switch (random.nextInt(3)) {
            case 0 -> array.add(any(VALUES).deepCopy());
            case 1 -> {
                if (!array.isEmpty()) {
                    array.set(random.nextInt(array.size()), any(VALUES).deepCopy());
                }
            }
            default -> {
                int size = random.nextBoolean() ? 500 : 501;
                while (!array.isEmpty() && array.size() < size) {
                    array.add(array.get(0).deepCopy());
                }
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
