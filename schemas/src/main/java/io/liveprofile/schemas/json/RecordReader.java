package io.liveprofile.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Type;
import io.liveprofile.schemas.Violation;
import io.liveprofile.schemas.Walk;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Judges a record and hands out its fields in one pass over the parser's tokens. For one thread. */
public final class RecordReader {
    private final Walk walk = new Walk();

    /**
     * The parser stands on the object that the shape is of; after a record that keeps the contract it stands at its
     * end. What came before a violation has been handed out already: throw it away.
     */
    public @Nullable Violation read(JsonParser parser, Shape shape, FieldSink sink) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return new Violation("", "must be object");
        }
        walk.start(shape);
        return object(parser, sink);
    }

    private @Nullable Violation object(JsonParser parser, FieldSink sink) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var shape = walk.field(name);
            var token = parser.nextToken();
            if (shape == null) {
                sink.unnamed(name, parser, walk);
                continue;
            }
            var violation = value(parser, token, shape, sink);
            if (violation != null) {
                return violation;
            }
        }
        return walk.leave();
    }

    private @Nullable Violation array(JsonParser parser, Shape list, FieldSink sink) throws IOException {
        sink.listing(list);
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            var shape = walk.element();
            if (shape == null) {
                throw new IllegalStateException("a list without items at " + walk.pointer());
            }
            sink.entry();
            var violation = value(parser, token, shape, sink);
            if (violation != null) {
                return violation;
            }
            sink.entered();
        }
        sink.listed();
        return walk.leave();
    }

    private @Nullable Violation value(JsonParser parser, JsonToken token, Shape shape, FieldSink sink)
            throws IOException {
        return switch (token) {
            case VALUE_STRING -> {
                var text = parser.getText();
                var violation = walk.text(text);
                if (violation == null) {
                    sink.text(shape, text);
                }
                yield violation;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                var number = parser.getDecimalValue();
                var violation = walk.number(number);
                if (violation == null) {
                    sink.number(shape, number);
                }
                yield violation;
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                var violation = walk.flag();
                if (violation == null) {
                    sink.flag(shape, token == JsonToken.VALUE_TRUE);
                }
                yield violation;
            }
            case VALUE_NULL -> walk.nothing();
            case START_OBJECT -> container(parser, Type.OBJECT, shape, sink);
            case START_ARRAY -> container(parser, Type.ARRAY, shape, sink);
            default -> throw new IllegalStateException("no value: " + token);
        };
    }

    private @Nullable Violation container(JsonParser parser, Type type, Shape shape, FieldSink sink)
            throws IOException {
        if (shape.isWhole()) {
            var violation = walk.whole(type);
            if (violation == null) {
                sink.whole(shape, parser);
            }
            return violation;
        }
        var violation = walk.enter(type);
        if (violation != null) {
            return violation;
        }
        return type == Type.OBJECT ? object(parser, sink) : array(parser, shape, sink);
    }
}
