package io.liveprofile.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A schema file as maps, lists, texts, numbers and flags. For small files that are read once. */
final class JsonTree {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonTree() {}

    static Map<String, Object> read(String file, InputStream in) throws IOException {
        try (var parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadSchema(file, "", "is no JSON object");
            }
            return object(file, parser);
        }
    }

    private static Map<String, Object> object(String file, JsonParser parser) throws IOException {
        var object = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            object.put(name, value(file, parser));
        }
        return object;
    }

    private static List<Object> array(String file, JsonParser parser) throws IOException {
        var array = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(file, parser));
        }
        return array;
    }

    private static Object value(String file, JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(file, parser);
            case START_ARRAY -> array(file, parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default ->
                throw new BadSchema(
                        file, parser.getParsingContext().pathAsPointer().toString(), "null has no place in a schema");
        };
    }
}
