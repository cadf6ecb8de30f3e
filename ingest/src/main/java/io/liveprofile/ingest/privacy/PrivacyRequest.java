package io.liveprofile.ingest.privacy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.Reason;
import java.io.IOException;
import java.util.Optional;

/**
 * A record of {@code privacy-requests}: {@code {"requestId", "action": "erase", "id", "reason"}}. The reason must be there
 * and is kept nowhere.
 */
sealed interface PrivacyRequest {
    int REASON_LENGTH_MAX = 500;
    ObjectMapper JSON = new ObjectMapper();

    record Erase(String requestId, CustomerId customer) implements PrivacyRequest {}

    /**
     * Can't be done. The detail quotes nothing.
     *
     * @param customer whom it is about, where that can be told
     */
    record Unfit(Reason why, String detail, Optional<CustomerId> customer) implements PrivacyRequest {}

    static PrivacyRequest of(byte[] value) {
        JsonNode json;
        try {
            json = JSON.readTree(value);
        } catch (JacksonException e) {
            return new Unfit(Reason.UNREADABLE, "no JSON", Optional.empty());
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can't be read", e);
        }
        var id = json.path("id").asText("");
        var customer = id.isEmpty() || CustomerId.problemIn(id).isPresent()
                ? Optional.<CustomerId>empty()
                : Optional.of(CustomerId.parse(id));
        return problemIn(json)
                .<PrivacyRequest>map(problem -> new Unfit(Reason.NOT_IN_CONTRACT, problem, customer))
                .orElseGet(() -> customer.<PrivacyRequest>map(
                                whom -> new Erase(json.get("requestId").textValue(), whom))
                        .orElseGet(() -> new Unfit(Reason.BAD_IDENTITY, "/id can't be a customer's", customer)));
    }

    private static Optional<String> problemIn(JsonNode json) {
        if (!json.isObject()) {
            return Optional.of("must be an object");
        }
        for (var name : new String[] {"requestId", "action", "id", "reason"}) {
            if (!json.path(name).isTextual()) {
                return Optional.of("/" + name + " must be a text");
            }
        }
        if (!json.get("action").textValue().equals("erase")) {
            return Optional.of("/action must be erase");
        }
        if (!Erased.isRequestId(json.get("requestId").textValue())) {
            return Optional.of("/requestId must be 1 to 100 letters, digits or any of . _ : -");
        }
        int reason = json.get("reason").textValue().strip().length();
        return reason == 0 || reason > REASON_LENGTH_MAX
                ? Optional.of("/reason must say why, in 1 to " + REASON_LENGTH_MAX + " characters")
                : Optional.empty();
    }
}
