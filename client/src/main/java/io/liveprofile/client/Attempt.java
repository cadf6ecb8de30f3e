package io.liveprofile.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a customer is about to do. Whoever asks again with the same decision id gets the same answer, so that a lost answer
 * is asked for again without harm.
 *
 * @param amount needed for a payment
 * @param country ISO 3166, two letters
 */
public record Attempt(
        String decisionId,
        Optional<Money> amount,
        Optional<String> orderId,
        Optional<String> deviceId,
        Optional<String> country) {

    public static Attempt login(String decisionId) {
        return new Attempt(decisionId, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Attempt payment(String decisionId, Money amount) {
        return new Attempt(decisionId, Optional.of(amount), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Attempt order(String id) {
        return new Attempt(decisionId, amount, Optional.of(id), deviceId, country);
    }

    public Attempt from(String device, String countryCode) {
        return new Attempt(decisionId, amount, orderId, Optional.of(device), Optional.of(countryCode));
    }

    ObjectNode json() {
        var json = new ObjectMapper().createObjectNode().put("decisionId", decisionId);
        amount.ifPresent(money ->
                json.putObject("amount").put("currency", money.currency()).put("cents", money.cents()));
        orderId.ifPresent(id -> json.put("orderId", id));
        deviceId.ifPresent(id -> json.put("deviceId", id));
        country.ifPresent(code -> json.put("country", code));
        return json;
    }
}
