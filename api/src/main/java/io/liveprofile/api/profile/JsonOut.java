package io.liveprofile.api.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.liveprofile.schemas.typed.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** JSON in the API's habits: what isn't known isn't there, times are ISO 8601, money has its currency. Writes to memory. */
final class JsonOut {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int EXPECTED_BYTES = 2_048;

    private final JsonGenerator out;
    private final AskedFields asked;

    /** Of objects and arrays: what is asked for is asked of the outermost object alone. */
    private int depth;

    private JsonOut(JsonGenerator out, AskedFields asked) {
        this.out = out;
        this.asked = asked;
    }

    static byte[] object(Consumer<JsonOut> body) {
        return object(AskedFields.ALL, body);
    }

    static byte[] object(AskedFields asked, Consumer<JsonOut> body) {
        var bytes = new ByteArrayOutputStream(EXPECTED_BYTES);
        try (var generator = JSON.createGenerator(bytes)) {
            generator.writeStartObject();
            body.accept(new JsonOut(generator, asked));
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Whether a field of the outermost object is told: what isn't needn't be found out. */
    boolean tells(String field) {
        return depth > 0 || asked.has(field);
    }

    /** Of the kinds that are rare: the others do without an object for each field. */
    private interface Writing {
        void run() throws IOException;
    }

    private JsonOut write(String field, Writing writing) {
        if (!tells(field)) {
            return this;
        }
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    JsonOut text(String field, @Nullable String text) {
        if (text != null && tells(field)) {
            try {
                out.writeStringField(field, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    JsonOut number(String field, long number) {
        if (tells(field)) {
            try {
                out.writeNumberField(field, number);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    JsonOut number(String field, @Nullable BigDecimal number) {
        return number == null
                ? this
                : write(field, () -> {
                    out.writeFieldName(field);
                    out.writeNumber(number.stripTrailingZeros().toPlainString());
                });
    }

    JsonOut flag(String field, boolean flag) {
        return write(field, () -> out.writeBooleanField(field, flag));
    }

    JsonOut time(String field, long millis) {
        return tells(field) ? text(field, Iso8601.of(millis)) : this;
    }

    /** @param json a whole value */
    JsonOut raw(String field, String json) {
        return write(field, () -> {
            out.writeFieldName(field);
            out.writeRawValue(json);
        });
    }

    JsonOut money(String field, @Nullable Money money) {
        return money == null ? this : object(field, nested -> nested.money(money));
    }

    JsonOut money(String field, List<Money> amounts) {
        return array(field, amounts, JsonOut::money);
    }

    private void money(Money money) {
        money(money.currency(), money.cents());
    }

    /** What an amount is made of. */
    JsonOut money(String currency, long cents) {
        return text("currency", currency).number("cents", cents);
    }

    JsonOut object(String field, Consumer<JsonOut> body) {
        if (tells(field)) {
            try {
                out.writeObjectFieldStart(field);
                depth++;
                body.accept(this);
                depth--;
                out.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    /** An object of which other fields are asked than of this one. */
    JsonOut object(String field, AskedFields ofIt, Consumer<JsonOut> body) {
        return write(field, () -> {
            out.writeObjectFieldStart(field);
            body.accept(new JsonOut(out, ofIt));
            out.writeEndObject();
        });
    }

    <T> JsonOut array(String field, List<T> entries, BiConsumer<JsonOut, T> body) {
        if (tells(field)) {
            try {
                out.writeArrayFieldStart(field);
                depth++;
                for (var entry : entries) {
                    out.writeStartObject();
                    body.accept(this, entry);
                    out.writeEndObject();
                }
                depth--;
                out.writeEndArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    JsonOut texts(String field, List<String> texts) {
        return write(field, () -> {
            out.writeArrayFieldStart(field);
            for (var text : texts) {
                out.writeString(text);
            }
            out.writeEndArray();
        });
    }
}
