package io.liveprofile.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * How likely something is, and why.
 *
 * @param score 0 to 100
 * @param level low, medium or high
 * @param reasons sum up to the score; none where only figures were asked for
 */
public record Score(int score, String level, List<Reason> reasons) {

    public record Reason(String name, int points) {}

    static Score of(JsonNode json) {
        return new Score(
                json.path("score").asInt(),
                json.path("level").asText(),
                StreamSupport.stream(json.path("reasons").spliterator(), false)
                        .map(reason -> new Reason(
                                reason.path("name").asText(),
                                reason.path("points").asInt()))
                        .toList());
    }
}
