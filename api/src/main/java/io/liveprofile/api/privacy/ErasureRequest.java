package io.liveprofile.api.privacy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * What a request to erase somebody says besides whom: in its body, or as parameters. The reason must be told, so that
 * nobody erases by a slip of the hand; it is free text about a person, and kept nowhere.
 */
record ErasureRequest(Optional<String> requestId) {
    static final String REASON = "reason";
    static final String REQUEST_ID = "requestId";

    private static final int REASON_LENGTH_MAX = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    static ErasureRequest of(Call call, byte[] body) {
        var json = body.length == 0 ? JSON.createObjectNode() : object(body);
        json.fieldNames().forEachRemaining(name -> {
            if (!Set.of(REASON, REQUEST_ID).contains(name)) {
                throw new BadCall(Problem.badField("/" + name, "is no field here; there are reason, requestId"));
            }
        });
        var reason = told(call, json, REASON).map(String::strip).orElse("");
        if (reason.isEmpty() || reason.length() > REASON_LENGTH_MAX) {
            throw new BadCall(Problem.badField(REASON, "must say why, in 1 to " + REASON_LENGTH_MAX + " characters"));
        }
        var requestId = told(call, json, REQUEST_ID);
        if (requestId.isPresent() && !Erased.isRequestId(requestId.get())) {
            throw new BadCall(Problem.badField(REQUEST_ID, "must be 1 to 100 letters, digits or any of . _ : -"));
        }
        return new ErasureRequest(requestId);
    }

    private static Optional<String> told(Call call, JsonNode json, String name) {
        var field = json.path(name);
        if (!field.isMissingNode() && !field.isTextual()) {
            throw new BadCall(Problem.badField("/" + name, "must be a text"));
        }
        return field.isTextual() ? Optional.of(field.textValue()) : call.query(name);
    }

    private static JsonNode object(byte[] body) {
        try {
            var json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException notJson) {
            // Answered below, as what is JSON and no object.
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can't be read", e);
        }
        throw new BadCall(Problem.badRequest("The body must be a JSON object: {\"reason\": \"...\"}."));
    }
}
