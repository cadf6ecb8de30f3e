package io.liveprofile.client;

import com.fasterxml.jackson.databind.JsonNode;

/** @param answer allow, review or deny */
public record Decision(String decisionId, String answer, Score score, String ruleVersion) {

    static Decision of(JsonNode json) {
        return new Decision(
                json.path("decisionId").asText(),
                json.path("decision").asText(),
                Score.of(json),
                json.path("ruleVersion").asText());
    }
}
