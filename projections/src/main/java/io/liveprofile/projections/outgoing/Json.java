package io.liveprofile.projections.outgoing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.liveprofile.schemas.typed.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** In the habits of the published profile: what isn't known isn't there, times are ISO 8601, money has its currency. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    @FunctionalInterface
    interface Body {
        void write(JsonGenerator out) throws IOException;
    }

    static byte[] object(Body body) {
        var bytes = new ByteArrayOutputStream();
        try (var out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            body.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void object(JsonGenerator out, String field, Body body) throws IOException {
        out.writeObjectFieldStart(field);
        body.write(out);
        out.writeEndObject();
    }

    static void text(JsonGenerator out, String field, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            out.writeStringField(field, text.get());
        }
    }

    static void time(JsonGenerator out, String field, long millis) throws IOException {
        out.writeStringField(field, Instant.ofEpochMilli(millis).toString());
    }

    static void time(JsonGenerator out, String field, Optional<Long> millis) throws IOException {
        if (millis.isPresent()) {
            time(out, field, millis.get());
        }
    }

    static void money(JsonGenerator out, String field, List<Money> amounts) throws IOException {
        out.writeArrayFieldStart(field);
        for (var amount : amounts) {
            out.writeStartObject();
            out.writeStringField("currency", amount.currency());
            out.writeNumberField("cents", amount.cents());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static void texts(JsonGenerator out, String field, List<String> texts) throws IOException {
        out.writeArrayFieldStart(field);
        for (var text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}
