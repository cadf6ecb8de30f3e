package io.liveprofile.ingest.collector;

import io.liveprofile.ingest.collector.Collector.Kind;
import io.liveprofile.ingest.collector.JsonObject.NotJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a body says: its events, each made whole as Segment's and RudderStack's gateways do it. The path tells the type;
 * what a batch shares goes to each of its events, whose own fields win; a client's clock is corrected by when it sent.
 */
final class SentEvents {
    private SentEvents() {}

    /**
     * One event as it goes to Kafka.
     *
     * @param sent as it came, for the quarantine
     * @param whole absent where it could not be read
     */
    record Event(
            byte[] sent,
            @Nullable String key,
            byte @Nullable [] whole,
            @Nullable String problem) {}

    static List<Event> of(Kind kind, byte[] body, Instant receivedAt) throws NotJson {
        var root = JsonObject.parse(body);
        if (kind != Kind.BATCH) {
            return List.of(event(body, root.putText("type", kind.word()), receivedAt));
        }
        var batch = root.get("batch");
        var entries = batch.isEmpty() ? Optional.<List<byte[]>>empty() : JsonObject.entries(batch.get());
        if (entries.isEmpty()) {
            throw new NotJson("/batch is no array");
        }
        var events = new ArrayList<Event>();
        for (var entry : entries.get()) {
            events.add(ofBatch(entry, root, receivedAt));
        }
        return events;
    }

    private static Event ofBatch(byte[] entry, JsonObject shared, Instant receivedAt) {
        try {
            var event = JsonObject.parse(entry);
            for (var name : List.of("sentAt", "integrations")) {
                shared.get(name).ifPresent(value -> event.putIfAbsent(name, value));
            }
            if (shared.has("context")) {
                event.put("context", context(event, shared.get("context").orElseThrow()));
            }
            return event(entry, event, receivedAt);
        } catch (NotJson e) {
            return new Event(entry, null, null, e.detail());
        }
    }

    private static byte[] context(JsonObject event, byte[] shared) throws NotJson {
        var own = event.get("context");
        return own.isEmpty()
                ? shared
                : JsonObject.parse(own.get()).over(JsonObject.parse(shared)).toBytes();
    }

    private static Event event(byte[] sent, JsonObject event, Instant receivedAt) {
        correctTime(event, receivedAt);
        event.remove("writeKey").putText("receivedAt", receivedAt.toString());
        var key = event.text("userId")
                .filter(id -> !id.isEmpty())
                .or(() -> event.text("anonymousId"))
                .orElse(null);
        return new Event(sent, key, event.toBytes(), null);
    }

    /** Where both times are there, the sender's own gateway has done it. */
    private static void correctTime(JsonObject event, Instant receivedAt) {
        if (event.has("timestamp") == event.has("originalTimestamp")) {
            return;
        }
        var name = event.has("timestamp") ? "timestamp" : "originalTimestamp";
        var told = instant(event.text(name));
        var sentAt = instant(event.text("sentAt"));
        if (told.isPresent() && sentAt.isPresent()) {
            var original = event.get(name).orElseThrow();
            event.put("originalTimestamp", original)
                    .putText(
                            "timestamp",
                            receivedAt
                                    .minus(Duration.between(told.get(), sentAt.get()))
                                    .toString());
        }
    }

    private static Optional<Instant> instant(Optional<String> text) {
        try {
            return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
