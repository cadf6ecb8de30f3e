package io.liveprofile.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** One of those whom a search has found, as the index tells them. */
public record Found(JsonNode json) {

    public String id() {
        return json.path("id").asText();
    }

    public Instant lastSeen() {
        return Instant.parse(json.path("lastSeen").asText());
    }

    public Optional<Money> value() {
        return Optional.ofNullable(json.get("value")).map(Money::of);
    }

    public List<String> segments() {
        return StreamSupport.stream(json.path("segments").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    public Score churn() {
        return Score.of(json.path("churn"));
    }

    public Score fraud() {
        return Score.of(json.path("fraud"));
    }
}
