package io.liveprofile.api.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.liveprofile.schemas.typed.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
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
        return text == null ? this : write(() -> out.writeStringField(field, text));
    }

    JsonOut number(String field, long number) {
        return write(() -> out.writeNumberField(field, number));
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
        return text(field, Instant.ofEpochMilli(millis).toString());
    }

    JsonOut money(String field, @Nullable Money money) {
        return money == null ? this : object(field, nested -> nested.money(money));
    }

    JsonOut money(String field, List<Money> amounts) {
        return array(field, amounts, JsonOut::money);
    }

    private void money(Money money) {
        text("currency", money.currency()).number("cents", money.cents());
    }

    JsonOut object(String field, Consumer<JsonOut> body) {
        return write(() -> {
            out.writeObjectFieldStart(field);
            body.accept(this);
            out.writeEndObject();
        });
    }

    <T> JsonOut array(String field, List<T> entries, BiConsumer<JsonOut, T> body) {
        return write(() -> {
            out.writeArrayFieldStart(field);
            for (var entry : entries) {
                out.writeStartObject();
                body.accept(this, entry);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
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
