package io.liveprofile.projections.customerprofile;

import com.fasterxml.jackson.core.JsonFactory;
import io.liveprofile.schemas.typed.Money;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values as the table takes them. Producers may send U+0000, which PostgreSQL knows in no text. */
final class Columns {
    private static final JsonFactory JSON = new JsonFactory();

    private Columns() {}

    /** Cents by currency. */
    static String money(List<Money> amounts) {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            out.writeStartObject();
            for (var amount : amounts) {
                out.writeNumberField(clean(amount.currency()), amount.cents());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Zero where there is none: no interaction is that old. */
    static long time(Optional<Long> millis) {
        return millis.orElse(0L);
    }

    static @Nullable String text(Optional<String> text) {
        return text.map(Columns::clean).orElse(null);
    }

    private static String clean(String text) {
        return text.replace("\0", "");
    }
}
