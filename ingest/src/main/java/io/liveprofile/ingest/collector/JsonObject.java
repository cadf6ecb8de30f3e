package io.liveprofile.ingest.collector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a JSON object, each as the bytes that were sent: so that what nobody looks at stays as it is. */
final class JsonObject {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, byte[]> fields;

    private JsonObject(Map<String, byte[]> fields) {
        this.fields = fields;
    }

    /** What was sent is no JSON object in UTF-8. */
    static final class NotJson extends Exception {
        NotJson(String detail) {
            super(detail, null, false, false);
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    static JsonObject parse(byte[] bytes) throws NotJson {
        try (var parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJson("not a JSON object");
            }
            var fields = new LinkedHashMap<String, byte[]>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser, bytes));
            }
            if (parser.nextToken() != null) {
                throw new NotJson("more than one JSON value");
            }
            return new JsonObject(fields);
        } catch (IOException e) {
            throw new NotJson("not JSON in UTF-8");
        }
    }

    /** The entries of an array; none where it is no array. */
    static Optional<List<byte[]>> entries(byte[] array) throws NotJson {
        try (var parser = JSON.createParser(array)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            var entries = new ArrayList<byte[]>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                entries.add(value(parser, array));
            }
            return Optional.of(entries);
        } catch (IOException e) {
            throw new NotJson("not JSON in UTF-8");
        }
    }

    private static byte[] value(JsonParser parser, byte[] bytes) throws IOException, NotJson {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int to = (int) parser.currentLocation().getByteOffset();
        if (from < 0) {
            throw new NotJson("not JSON in UTF-8");
        }
        return Arrays.copyOfRange(bytes, from, to);
    }

    Optional<byte[]> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The text of a string or a number. */
    Optional<String> text(String name) {
        var bytes = fields.get(name);
        if (bytes == null) {
            return Optional.empty();
        }
        try (var parser = JSON.createParser(bytes)) {
            var token = parser.nextToken();
            return token == JsonToken.VALUE_STRING || token.isNumeric()
                    ? Optional.of(parser.getText())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    JsonObject put(String name, byte[] value) {
        fields.put(name, value);
        return this;
    }

    JsonObject putText(String name, String text) {
        return put(name, quoted(text));
    }

    JsonObject putIfAbsent(String name, byte[] value) {
        fields.putIfAbsent(name, value);
        return this;
    }

    JsonObject remove(String name) {
        fields.remove(name);
        return this;
    }

    /** Takes in the fields of {@code shared} that it doesn't have itself. */
    JsonObject over(JsonObject shared) {
        shared.fields.forEach(fields::putIfAbsent);
        return this;
    }

    byte[] toBytes() {
        var out = new ByteArrayOutputStream(512);
        out.write('{');
        fields.forEach((name, value) -> {
            if (out.size() > 1) {
                out.write(',');
            }
            out.writeBytes(quoted(name));
            out.write(':');
            out.writeBytes(value);
        });
        out.write('}');
        return out.toByteArray();
    }

    private static byte[] quoted(String text) {
        var quoted = JsonStringEncoder.getInstance().quoteAsString(text);
        return ("\"" + new String(quoted) + "\"").getBytes(StandardCharsets.UTF_8);
    }
}
