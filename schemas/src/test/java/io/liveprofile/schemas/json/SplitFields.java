package io.liveprofile.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Kind;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.Walk;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts the fields of a record as ingest does, but for the sealing. */
final class SplitFields implements FieldSink {
    private final Deque<Fields.Builder> open = new ArrayDeque<>(List.of(Fields.builder()));
    private final Deque<List<Fields>> lists = new ArrayDeque<>();
    private final Deque<Shape> listShapes = new ArrayDeque<>();
    final List<String> personal = new ArrayList<>();
    final List<String> unnamed = new ArrayList<>();

    Fields clear() {
        return open.getFirst().build();
    }

    @Override
    public void text(Shape shape, String text) {
        put(shape, new Value.Text(text));
    }

    @Override
    public void number(Shape shape, BigDecimal number) {
        put(shape, new Value.Number(number));
    }

    @Override
    public void flag(Shape shape, boolean flag) {
        put(shape, new Value.Flag(flag));
    }

    @Override
    public void personal(Shape shape, @Nullable Value coarse, JsonParser at) throws IOException {
        personal.add(shape.sealedPath());
        if (coarse != null) {
            open.getFirst().put(shape.path(), coarse);
        }
        at.skipChildren();
    }

    @Override
    public void unnamed(String name, JsonParser at, Walk walk) throws IOException {
        unnamed.add(walk.pointer());
        at.skipChildren();
    }

    @Override
    public void listing(Shape shape) {
        lists.push(new ArrayList<>());
        listShapes.push(shape);
    }

    @Override
    public void entry() {
        open.push(Fields.builder());
    }

    @Override
    public void entered() {
        lists.getFirst().add(open.pop().build());
    }

    @Override
    public void listed() {
        open.getFirst().put(listShapes.pop().path(), new Value.Listing(lists.pop()));
    }

    private void put(Shape shape, Value value) {
        if (shape.kind() == Kind.CLEAR) {
            open.getFirst().put(shape.path(), value);
        }
    }
}
