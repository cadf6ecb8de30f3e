package io.liveprofile.api.quarantine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.ingest.quarantine.Quarantine.Outcome;
import io.liveprofile.ingest.quarantine.Quarantine.Page;
import io.liveprofile.ingest.quarantine.Quarantine.Shown;
import io.liveprofile.ingest.quarantine.RawRecord;
import io.liveprofile.ingest.quarantine.Source;
import io.liveprofile.ingest.quarantine.Waiting;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The published shapes of the quarantine. */
final class QuarantineJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private QuarantineJson() {}

    static ObjectNode of(Page page) {
        var body = JSON.createObjectNode();
        var records = body.putArray("records");
        page.records().forEach(waiting -> records.add(of(waiting)));
        page.next().ifPresent(next -> body.put("next", next));
        var waiting = body.putObject("waiting");
        page.waiting().forEach((reason, count) -> waiting.put(reason.word(), count));
        return body.put("truncated", page.truncated());
    }

    static ObjectNode of(Waiting waiting) {
        var body = JSON.createObjectNode()
                .put("id", waiting.id())
                .put("reason", waiting.reason().word())
                .put("detail", waiting.detail())
                .put("at", waiting.at().toString())
                .put("topic", waiting.source().topic());
        if (waiting.source() instanceof Source.Read(var origin, var attempt)) {
            body.put("partition", origin.partition())
                    .put("offset", origin.offset())
                    .put("attempt", attempt);
        }
        waiting.customer().ifPresent(customer -> body.put("customer", customer));
        return body.put("bytes", waiting.bytes()).put("whole", waiting.whole());
    }

    static ObjectNode of(Shown shown) {
        var body = of(shown.waiting());
        return switch (shown) {
            case Shown.Erased _ -> body.put("erased", true);
            case Shown.Opened opened -> opened(body.put("erased", false), opened.raw());
        };
    }

    private static ObjectNode opened(ObjectNode body, RawRecord raw) {
        body.put("timestamp", Instant.ofEpochMilli(raw.timestampMillis()).toString());
        bytes(body, "key", raw.key());
        bytes(body, "value", raw.value());
        var headers = body.putArray("headers");
        raw.headers().forEach(header -> bytes(headers.addObject().put("name", header.name()), "value", header.value()));
        return body;
    }

    /** What is no text comes in Base64, under a name that says so. */
    private static void bytes(ObjectNode body, String field, byte @Nullable [] bytes) {
        if (bytes == null) {
            body.putNull(field);
            return;
        }
        try {
            body.put(
                    field,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            body.put(field + "Base64", Base64.getEncoder().encodeToString(bytes));
        }
    }

    static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
