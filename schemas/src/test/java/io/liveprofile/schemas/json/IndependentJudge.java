package io.liveprofile.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A validator that isn't ours, over the same files. What goes beyond JSON Schema is spelled out for it first: each
 * alias is a property of its own, and a null says nothing.
 */
final class IndependentJudge {
    private final Map<String, JsonSchema> schemas = new TreeMap<>();

    IndependentJudge() {
        var spelledOut = new HashMap<String, String>();
        SchemaResources.all()
                .forEach((file, schema) -> spelledOut.put(
                        ContractFiles.ID + file, spelledOut(schema).toString()));
        var factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012, builder -> builder.schemaLoaders(loaders -> loaders.schemas(spelledOut)));
        var config =
                SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        for (var file : SchemaResources.interactions().keySet()) {
            schemas.put(file, factory.getSchema(SchemaLocation.of(ContractFiles.ID + file), config));
        }
    }

    Set<ValidationMessage> judge(String file, JsonNode record) {
        return schemas.get(file).validate(record);
    }

    private static JsonNode spelledOut(JsonNode schema) {
        if (!(schema instanceof ObjectNode given)) {
            return schema;
        }
        ObjectNode plain = SchemaResources.JSON.createObjectNode();
        given.properties().forEach(entry -> {
            var keyword = entry.getKey();
            var value = entry.getValue();
            switch (keyword) {
                case "properties" -> plain.set(keyword, properties(value));
                case "$defs" -> {
                    var defs = plain.putObject(keyword);
                    value.properties().forEach(each -> defs.set(each.getKey(), spelledOut(each.getValue())));
                }
                case "items" -> plain.set(keyword, spelledOut(value));
                case "required" -> plain.set("allOf", required(value, given.path("properties")));
                case "examples" -> {}
                default -> {
                    if (!keyword.startsWith("x-")) {
                        plain.set(keyword, value);
                    }
                }
            }
        });
        return plain;
    }

    private static ObjectNode properties(JsonNode given) {
        ObjectNode properties = SchemaResources.JSON.createObjectNode();
        given.properties()
                .forEach(entry -> names(entry.getKey(), entry.getValue()).forEach(name -> {
                    ArrayNode either = properties.putObject(name).putArray("anyOf");
                    either.addObject().put("type", "null");
                    either.add(spelledOut(entry.getValue()));
                }));
        return properties;
    }

    private static ArrayNode required(JsonNode required, JsonNode properties) {
        ArrayNode all = SchemaResources.JSON.createArrayNode();
        required.forEach(name -> {
            ArrayNode any = all.addObject().putArray("anyOf");
            for (var each : names(name.asText(), properties.path(name.asText()))) {
                ObjectNode there = any.addObject();
                there.putArray("required").add(each);
                there.putObject("properties").putObject(each).putObject("not").put("type", "null");
            }
        });
        return all;
    }

    private static List<String> names(String name, JsonNode property) {
        var names = new ArrayList<>(List.of(name));
        property.path("x-aliases").forEach(alias -> names.add(alias.asText()));
        return names;
    }
}
