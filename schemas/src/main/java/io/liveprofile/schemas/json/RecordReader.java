package io.liveprofile.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Type;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.Violation;
import io.liveprofile.schemas.Walk;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Judges a record and hands out its fields in one pass over the parser's tokens. For one thread.
 *
 * <p>{@link #read} takes a record whose contract is known. Where the record itself tells it, {@link #start} with what
 * all records have, hand over one {@link #field} after the other, {@link #narrow} once the contract is known, and
 * {@link #end}. What came before a violation has been handed out already: throw it away.
 */
public final class RecordReader {
    private final Walk walk = new Walk();

    /** The parser stands on the object that the shape is of, and at its end after a record that keeps the contract. */
    public @Nullable Violation read(JsonParser parser, Shape shape, FieldSink sink) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return new Violation("", "must be object");
        }
        start(shape);
        return object(parser, sink);
    }

    public void start(Shape shape) {
        walk.start(shape);
    }

    /** The record is of this shape, which has all that the one it started with has. */
    public void narrow(Shape shape) {
        walk.narrow(shape);
    }

    /** The parser stands on the name of a field of the record, and on the last token of its value afterwards. */
    public @Nullable Violation field(JsonParser parser, FieldSink sink) throws IOException {
        var name = parser.currentName();
        parser.nextToken();
        return field(name, parser, sink);
    }

    /** The parser stands on the value of this field of the record. */
    public @Nullable Violation field(String name, JsonParser parser, FieldSink sink) throws IOException {
        var shape = walk.field(name);
        if (shape == null) {
            sink.unnamed(name, parser, walk);
            return null;
        }
        return value(parser, parser.currentToken(), shape, sink);
    }

    /** What the record lacks, if anything. */
    public @Nullable Violation end() {
        return walk.leave();
    }

    private @Nullable Violation object(JsonParser parser, FieldSink sink) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var violation = field(parser, sink);
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
        if (token == JsonToken.VALUE_NULL) {
            return walk.nothing();
        }
        if (shape.isWhole()) {
            return personal(parser, token, shape, sink);
        }
        return switch (token) {
            case VALUE_STRING -> {
                var text = parser.getText();
                var violation = walk.text(text);
                if (violation == null && shape.readsTextAsNumber()) {
                    sink.number(shape, new BigDecimal(text));
                } else if (violation == null) {
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
            case START_OBJECT, START_ARRAY -> container(parser, token, shape, sink);
            default -> throw new IllegalStateException("no value: " + token);
        };
    }

    private @Nullable Violation container(JsonParser parser, JsonToken token, Shape shape, FieldSink sink)
            throws IOException {
        boolean isObject = token == JsonToken.START_OBJECT;
        var violation = walk.enter(isObject ? Type.OBJECT : Type.ARRAY);
        if (violation != null) {
            return violation;
        }
        return isObject ? object(parser, sink) : array(parser, shape, sink);
    }

    /** Read only as far as it must be, to be judged and to keep a part in clear. */
    private @Nullable Violation personal(JsonParser parser, JsonToken token, Shape shape, FieldSink sink)
            throws IOException {
        Value coarse = null;
        Violation violation;
        switch (token) {
            case VALUE_STRING -> {
                if (shape.looksIntoText()) {
                    var text = parser.getText();
                    violation = walk.text(text);
                    coarse = shape.coarse().network(text).map(Value.Text::new).orElse(null);
                } else {
                    violation = walk.whole(Type.TEXT);
                }
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                var number = parser.getDecimalValue();
                violation = walk.number(number);
                if (violation == null) {
                    coarse = shape.coarse()
                            .position(number)
                            .map(Value.Number::new)
                            .orElse(null);
                }
            }
            case VALUE_TRUE, VALUE_FALSE -> violation = walk.flag();
            case START_OBJECT -> violation = walk.whole(Type.OBJECT);
            case START_ARRAY -> violation = walk.whole(Type.ARRAY);
            default -> throw new IllegalStateException("no value: " + token);
        }
        if (violation == null) {
            sink.personal(shape, coarse, parser);
        }
        return violation;
    }
}
