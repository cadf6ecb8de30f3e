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

    private JsonOut(JsonGenerator out) {
        this.out = out;
    }

    static byte[] object(Consumer<JsonOut> body) {
        var bytes = new ByteArrayOutputStream(EXPECTED_BYTES);
        try (var generator = JSON.createGenerator(bytes)) {
            generator.writeStartObject();
            body.accept(new JsonOut(generator));
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Of the kinds that are rare: the others do without an object for each field. */
    private interface Writing {
        void run() throws IOException;
    }

    private JsonOut write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    JsonOut text(String field, @Nullable String text) {
        if (text != null) {
            try {
                out.writeStringField(field, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    JsonOut number(String field, long number) {
        try {
            out.writeNumberField(field, number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    JsonOut number(String field, @Nullable BigDecimal number) {
        return number == null
                ? this
                : write(() -> {
                    out.writeFieldName(field);
                    out.writeNumber(number.stripTrailingZeros().toPlainString());
                });
    }

    JsonOut flag(String field, boolean flag) {
        return write(() -> out.writeBooleanField(field, flag));
    }

    JsonOut time(String field, long millis) {
        return text(field, Iso8601.of(millis));
    }

    /** @param json a whole value */
    JsonOut raw(String field, String json) {
        return write(() -> {
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
        try {
            out.writeObjectFieldStart(field);
            body.accept(this);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    <T> JsonOut array(String field, List<T> entries, BiConsumer<JsonOut, T> body) {
        try {
            out.writeArrayFieldStart(field);
            for (var entry : entries) {
                out.writeStartObject();
                body.accept(this, entry);
                out.writeEndObject();
            }
            out.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    JsonOut texts(String field, List<String> texts) {
        return write(() -> {
            out.writeArrayFieldStart(field);
            for (var text : texts) {
                out.writeString(text);
            }
            out.writeEndArray();
        });
    }
}
