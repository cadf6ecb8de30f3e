package io.liveprofile.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.liveprofile.schemas.Kind;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.Walk;
import io.liveprofile.schemas.json.FieldSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was read of a record so far: who, what and when, and its fields. */
final class Heard implements FieldSink {
    @Nullable
    String type;

    @Nullable
    String event;

    @Nullable
    String messageId;

    @Nullable
    String userId;

    @Nullable
    String anonymousId;

    @Nullable
    String timestamp;

    @Nullable
    String originalTimestamp;

    @Nullable
    String sentAt;

    private final byte[] source;
    private final OpenFields fields = OpenFields.ofRecord();
    private final Deque<OpenList> lists = new ArrayDeque<>();
    private OpenFields atHand = fields;
    private @Nullable UnnamedFields unnamed;
    private String unnamedBelow = "";
    private int base;

    private record OpenList(Shape shape, OpenFields around, List<OpenFields> entries) {}

    Heard(byte[] source) {
        this.source = source;
    }

    /** The parser to come reads a part of the record, which begins here. */
    void partAt(int from) {
        base = from;
    }

    /** What follows is read as if it stood below this pointer. */
    void below(String pointer) {
        unnamedBelow = pointer;
    }

    OpenFields fields() {
        if (unnamed != null) {
            unnamed.handTo(fields);
            unnamed = null;
        }
        return fields;
    }

    @Override
    public void text(Shape shape, String text) {
        if (shape.kind() == Kind.ENVELOPE) {
            envelope(shape, text);
        } else {
            atHand.clear(shape, new Value.Text(text));
        }
    }

    @Override
    public void number(Shape shape, BigDecimal number) {
        if (shape.kind() == Kind.ENVELOPE) {
            envelope(shape, number.toPlainString());
        } else {
            atHand.clear(shape, new Value.Number(number));
        }
    }

    @Override
    public void flag(Shape shape, boolean flag) {
        if (shape.kind() == Kind.ENVELOPE) {
            envelope(shape, String.valueOf(flag));
        } else {
            atHand.clear(shape, new Value.Flag(flag));
        }
    }

    /** Of two values the first stays. */
    private void envelope(Shape shape, String text) {
        switch (shape.path()) {
            case "type" -> type = type == null ? text : type;
            case "event" -> event = event == null ? text : event;
            case "messageId" -> messageId = messageId == null ? text : messageId;
            case "userId" -> userId = userId == null ? text : userId;
            case "anonymousId" -> anonymousId = anonymousId == null ? text : anonymousId;
            case "timestamp" -> timestamp = timestamp == null ? text : timestamp;
            case "originalTimestamp" -> originalTimestamp = originalTimestamp == null ? text : originalTimestamp;
            case "sentAt" -> sentAt = sentAt == null ? text : sentAt;
            default -> {}
        }
    }

    @Override
    public void personal(Shape shape, @Nullable Value coarse, JsonParser at) throws IOException {
        int from = begin(at);
        atHand.personal(shape, coarse, source, from, end(at) - from);
    }

    @Override
    public void unnamed(String name, JsonParser at, Walk walk) throws IOException {
        int from = begin(at);
        unnamed(unnamedBelow + walk.pointer(), from, end(at));
    }

    void unnamed(String pointer, int from, int to) {
        if (unnamed == null) {
            unnamed = new UnnamedFields();
        }
        unnamed.add(pointer, source, from, to - from);
    }

    @Override
    public void listing(Shape shape) {
        lists.push(new OpenList(shape, atHand, new ArrayList<>()));
    }

    @Override
    public void entry() {
        var list = lists.getFirst();
        atHand = list.around().entryOf(list.shape());
        list.entries().add(atHand);
    }

    @Override
    public void listed() {
        var list = lists.pop();
        atHand = list.around();
        atHand.listing(list.shape(), list.entries());
    }

    /** Where the value that the parser stands on begins in the record. */
    int begin(JsonParser at) {
        return base + TokenBytes.begin(at);
    }

    /** Moves the parser to the last token of the value, and tells where that ends in the record. */
    int end(JsonParser at) throws IOException {
        return base + TokenBytes.end(at);
    }
}
