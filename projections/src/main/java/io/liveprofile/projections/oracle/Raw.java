package io.liveprofile.projections.oracle;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One interaction as it stands in its record: Segment's JSON as the reference workloads write it.
 *
 * @param customer the id with its namespace
 */
record Raw(String messageId, String name, long atMillis, String customer, JsonNode json) {

    static final Comparator<Raw> OLDEST_FIRST =
            Comparator.comparingLong(Raw::atMillis).thenComparing(Raw::messageId);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> CALLS = Set.of("track", "page", "screen", "identify", "group", "alias");

    /** What producers call by another name than the profile counts it under. */
    private static final Map<String, String> NAMES =
            Map.of("page", "Page Viewed", "screen", "Screen Viewed", "Support Ticket Closed", "Support Ticket Solved");

    /** Empty for what no profile can take in. */
    static Optional<Raw> read(byte[] value) {
        JsonNode json;
        try {
            json = JSON.readTree(value);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        var type = json.path("type").asText();
        if (!CALLS.contains(type)) {
            return Optional.empty();
        }
        var told = type.equals("track") ? json.path("event").asText() : type;
        return Optional.of(new Raw(
                json.path("messageId").asText(),
                NAMES.getOrDefault(told, told),
                Instant.parse(json.path("timestamp").asText()).toEpochMilli(),
                json.has("userId")
                        ? "user_id:" + json.path("userId").asText()
                        : "anonymous_id:" + json.path("anonymousId").asText(),
                json));
    }

    boolean is(String... names) {
        return Set.of(names).contains(name);
    }

    /** Where the record of a known customer carries an anonymous id as well. */
    Optional<String> beside() {
        return json.has("userId") && json.has("anonymousId")
                ? Optional.of("anonymous_id:" + json.path("anonymousId").asText())
                : Optional.empty();
    }

    /** The first of these properties that is there. */
    Optional<String> text(String... properties) {
        return text(json.path("properties"), properties);
    }

    static Optional<String> text(JsonNode of, String... names) {
        for (var name : names) {
            if (of.hasNonNull(name)) {
                return Optional.of(of.path(name).asText());
            }
        }
        return Optional.empty();
    }

    Optional<BigDecimal> number(String property) {
        var value = json.path("properties").path(property);
        return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
    }

    JsonNode context(String name) {
        return json.path("context").path(name);
    }
}
