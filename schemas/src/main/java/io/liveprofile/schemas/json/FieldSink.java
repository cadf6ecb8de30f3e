package io.liveprofile.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.Walk;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Takes the fields of a record as they are read, each with what the contract says of it. */
public interface FieldSink {

    /** For records that are only judged. */
    FieldSink NONE = new FieldSink() {};

    /** Texts, numbers and flags that are not personal. */
    default void text(Shape shape, String text) {}

    default void number(Shape shape, BigDecimal number) {}

    default void flag(Shape shape, boolean flag) {}

    /**
     * A personal value of any kind, to be sealed as one piece. The parser stands on it and must be left on its last
     * token.
     *
     * @param coarse what of it stays in clear; null: nothing
     */
    default void personal(Shape shape, @Nullable Value coarse, JsonParser at) throws IOException {
        at.skipChildren();
    }

    /**
     * A value that the contract doesn't name; the parser stands on it and must be left on its last token.
     *
     * @param walk asked for its pointer, it tells where
     */
    default void unnamed(String name, JsonParser at, Walk walk) throws IOException {
        at.skipChildren();
    }

    /** The entries of a list follow, each between {@link #entry} and {@link #entered}; their fields' paths begin anew. */
    default void listing(Shape shape) {}

    default void entry() {}

    default void entered() {}

    default void listed() {}
}
