package io.liveprofile.ingest.decode;

import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Value;
import io.liveprofile.sealing.SubjectKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record as they were read, with what is personal still in clear: only {@link #sealed} makes them fit
 * to be seen. Of a personal value it keeps where it stands in the record's bytes, so that sealing reads it from there.
 */
public final class OpenFields {
    /** Between the path of a list and that of a field of its entries, where a sealed value tells what it was. */
    private static final String OF_ENTRY = "[].";

    private static final int USUAL = 16;

    private sealed interface Piece {}

    private record Clear(String path, Value value) implements Piece {}

    private record Personal(String path, String boundTo, byte[] source, int from, int length) implements Piece {}

    private record Listing(String path, List<OpenFields> entries) implements Piece {}

    private final String prefix;
    private final List<Shape> told = new ArrayList<>(USUAL);
    private final List<Piece> pieces = new ArrayList<>(USUAL);

    private OpenFields(String prefix) {
        this.prefix = prefix;
    }

    static OpenFields ofRecord() {
        return new OpenFields("");
    }

    OpenFields entryOf(Shape list) {
        return new OpenFields(prefix + list.path() + OF_ENTRY);
    }

    void clear(Shape shape, Value value) {
        if (isFirst(shape)) {
            pieces.add(new Clear(shape.path(), value));
        }
    }

    /** JSON, as the producer wrote it; what of it stays in clear stands under the path of the shape. */
    void personal(Shape shape, @Nullable Value coarse, byte[] source, int from, int length) {
        if (isFirst(shape)) {
            if (coarse != null) {
                pieces.add(new Clear(shape.path(), coarse));
            }
            var path = shape.sealedPath();
            pieces.add(new Personal(path, prefix.isEmpty() ? path : prefix + path, source, from, length));
        }
    }

    void listing(Shape shape, List<OpenFields> entries) {
        if (isFirst(shape)) {
            pieces.add(new Listing(shape.path(), entries));
        }
    }

    /** An object with everything that the contract doesn't name, by JSON pointer. */
    void unnamed(byte[] source, int length) {
        pieces.add(new Personal(Fields.UNNAMED, Fields.UNNAMED, source, 0, length));
    }

    /** Of a field that came under two of its names the first stays. */
    private boolean isFirst(Shape shape) {
        for (var each : told) {
            if (each == shape) {
                return false;
            }
        }
        told.add(shape);
        return true;
    }

    public Fields sealed(SubjectKey key) {
        var paths = new ArrayList<String>(pieces.size());
        var values = new ArrayList<Value>(pieces.size());
        for (var piece : pieces) {
            switch (piece) {
                case Clear(var path, var value) -> {
                    paths.add(path);
                    values.add(value);
                }
                case Personal(var path, var boundTo, var source, var from, var length) -> {
                    paths.add(path);
                    values.add(new Value.Sealed(key.seal(boundTo, source, from, length)));
                }
                case Listing(var path, var entries) -> {
                    paths.add(path);
                    values.add(new Value.Listing(
                            entries.stream().map(entry -> entry.sealed(key)).toList()));
                }
            }
        }
        return paths.isEmpty() ? Fields.NONE : new Fields(paths, values);
    }
}
