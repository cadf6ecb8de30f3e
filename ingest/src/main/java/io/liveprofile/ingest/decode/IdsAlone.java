package io.liveprofile.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.liveprofile.schemas.Catalogue;
import io.liveprofile.schemas.Shape;
import java.io.IOException;

/** Reads of a record that was refused whom it is about, and nothing else: so far as it can be read. */
final class IdsAlone {
    private final Shape everyRecord;
    private final JsonFactory json;

    IdsAlone(Catalogue catalogue, JsonFactory json) {
        this.everyRecord = catalogue.generic().record();
        this.json = json;
    }

    void read(byte[] record, Heard heard) {
        try (var parser = json.createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var shape = everyRecord.field(parser.currentName());
                var token = parser.nextToken();
                if (shape != null && isId(shape) && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    heard.text(shape, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException | Refusal unreadable) {
            // What was read until here is what can be known.
            return;
        }
    }

    private static boolean isId(Shape shape) {
        return shape.path().equals("userId") || shape.path().equals("anonymousId");
    }
}
