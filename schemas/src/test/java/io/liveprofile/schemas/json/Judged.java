package io.liveprofile.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What our own reader says of a record. */
final class Judged {
    private static final RecordReader READER = new RecordReader();

    private Judged() {}

    static Optional<Violation> by(Shape shape, JsonNode record) {
        return by(shape, record.toString());
    }

    static Optional<Violation> by(Shape shape, String record) {
        try (var parser = SchemaResources.JSON.getFactory().createParser(record)) {
            parser.nextToken();
            return Optional.ofNullable(READER.read(parser, shape, FieldSink.NONE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
