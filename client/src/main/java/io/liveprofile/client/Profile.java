package io.liveprofile.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A profile as it was answered. What every reader needs has a name here; all the rest, and what a newer service tells,
 * stands in the JSON.
 *
 * @param json field by field as the reference of the profile tells
 */
public record Profile(JsonNode json) {

    public String id() {
        return json.path("id").asText();
    }

    /** Another one than {@link #id} where an anonymous id has become a customer's. */
    public String requestedId() {
        return json.path("requestedId").asText();
    }

    public long sequence() {
        return json.path("sequence").asLong();
    }

    /** Why it isn't what was waited for, if so. */
    public Optional<String> staleReason() {
        return text("staleReason");
    }

    /** Of the newest interaction; empty where the field wasn't asked for. */
    public Optional<Instant> lastSeen() {
        return text("lastSeen").map(Instant::parse);
    }

    public Optional<JsonNode> trait(String name) {
        return Optional.ofNullable(json.path("traits").get(name));
    }

    /** How many interactions have this name. */
    public long count(String name) {
        return json.path("counts").path(name).asLong();
    }

    public List<String> segments() {
        return StreamSupport.stream(json.path("segments").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    public Optional<Score> churn() {
        return Optional.ofNullable(json.get("churn")).map(Score::of);
    }

    public Optional<Score> fraud() {
        return Optional.ofNullable(json.get("fraud")).map(Score::of);
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(json.get(field)).map(JsonNode::asText);
    }
}
