package io.liveprofile.projections.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A field that isn't what it must be.
 *
 * @param path within the profile or row, as {@code orders.count}
 * @param expected as the oracle has it; empty where there should be nothing
 * @param found empty where there is nothing
 */
public record Difference(String path, String expected, String found) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a reader may be shown and the oracle doesn't tell: sentences, and traits that are personal. */
    private static final List<String> NOT_TOLD = List.of("sentence");

    private static final String TRAITS = "traits";

    /** Of the parts that the oracle tells: what else is published isn't looked at. */
    public static List<Difference> between(ObjectNode expected, JsonNode found) {
        var differences = new ArrayList<Difference>();
        for (var field : plain(expected).properties()) {
            compare(field.getKey(), field.getValue(), found.path(field.getKey()), differences);
        }
        return differences;
    }

    /** The numbers of a tree that was read are of other classes than those of one that was made. */
    private static JsonNode plain(ObjectNode made) {
        try {
            return JSON.readTree(JSON.writeValueAsBytes(made));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compare(String path, JsonNode expected, JsonNode found, List<Difference> into) {
        if (expected.isObject() && found.isObject()) {
            for (var field : expected.properties()) {
                compare(path + "." + field.getKey(), field.getValue(), found.path(field.getKey()), into);
            }
            for (var field : found.properties()) {
                if (!expected.has(field.getKey()) && !path.equals(TRAITS) && !NOT_TOLD.contains(field.getKey())) {
                    into.add(of(path + "." + field.getKey(), MissingNode.getInstance(), field.getValue()));
                }
            }
        } else if (expected.isArray() && found.isArray() && expected.size() == found.size()) {
            for (int i = 0; i < expected.size(); i++) {
                compare(path + "[" + i + "]", expected.get(i), found.get(i), into);
            }
        } else if (!expected.equals(found)) {
            into.add(of(path, expected, found));
        }
    }

    private static Difference of(String path, JsonNode expected, JsonNode found) {
        return new Difference(path, expected.toString(), found.toString());
    }

    /** The same one, told as a part of something. */
    public Difference within(String what) {
        return new Difference(what + "." + path, expected, found);
    }
}
