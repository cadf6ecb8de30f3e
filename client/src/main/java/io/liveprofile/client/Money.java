package io.liveprofile.client;

import com.fasterxml.jackson.databind.JsonNode;

/** @param cents of the currency (ISO 4217) */
public record Money(String currency, long cents) {

    static Money of(JsonNode json) {
        return new Money(json.path("currency").asText(), json.path("cents").asLong());
    }
}
