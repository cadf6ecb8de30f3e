package io.liveprofile.projections.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.liveprofile.profile.domain.judgement.ScoreReason;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.typed.Money;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values as PostgreSQL takes them. Producers may send U+0000, which it knows in no text, and numbers of any size. */
public final class Clean {
    private static final int DIGITS_MAX = 1_000;
    private static final JsonFactory JSON = new JsonFactory();

    private Clean() {}

    public static String text(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    /** Cents by currency. */
    public static String money(List<Money> amounts) {
        return json(out -> {
            out.writeStartObject();
            for (var amount : amounts) {
                out.writeNumberField(text(amount.currency()), amount.cents());
            }
            out.writeEndObject();
        });
    }

    /** Each with its points, the message behind it and since when it holds. */
    public static String reasons(List<ScoreReason> reasons) {
        return json(out -> {
            out.writeStartArray();
            for (var reason : reasons) {
                out.writeStartObject();
                out.writeStringField("name", text(reason.name()));
                out.writeNumberField("points", reason.points());
                out.writeStringField("message_id", text(reason.messageId()));
                out.writeStringField(
                        "at", Instant.ofEpochMilli(reason.atMillis()).toString());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /** In PostgreSQL's own words: what it reads fastest. */
    static String array(Collection<String> texts) {
        return texts.stream()
                .map(each -> '"' + text(each).replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** What stands in clear under this prefix, without it; empty where nothing does. */
    public static Optional<String> fields(Fields fields, String prefix) {
        return fields.paths().stream().anyMatch(path -> path.startsWith(prefix))
                ? Optional.of(json(out -> object(out, fields, prefix))).filter(text -> text.length() > 2)
                : Optional.empty();
    }

    private static void object(JsonGenerator out, Fields fields, String prefix) throws IOException {
        out.writeStartObject();
        for (int i = 0; i < fields.size(); i++) {
            var path = fields.paths().get(i);
            var value = fields.values().get(i);
            if (path.startsWith(prefix) && !(value instanceof Value.Sealed)) {
                out.writeFieldName(text(path.substring(prefix.length())));
                value(out, value);
            }
        }
        out.writeEndObject();
    }

    private static void value(JsonGenerator out, Value value) throws IOException {
        switch (value) {
            case Value.Text(var text) -> out.writeString(text(text));
            case Value.Number(var number) -> number(out, number);
            case Value.Flag(var flag) -> out.writeBoolean(flag);
            case Value.Listing(var entries) -> {
                out.writeStartArray();
                for (var entry : entries) {
                    object(out, entry, "");
                }
                out.writeEndArray();
            }
            case Value.Sealed _ -> out.writeNull();
        }
    }

    private static void number(JsonGenerator out, BigDecimal number) throws IOException {
        if (number.precision() + Math.abs((long) number.scale()) > DIGITS_MAX) {
            out.writeString(number.toString());
        } else {
            out.writeNumber(number);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private static String json(Writing writing) {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
