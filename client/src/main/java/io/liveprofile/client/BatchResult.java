package io.liveprofile.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What became of one id of a batch.
 *
 * @param id as it was asked
 * @param code why there is no profile: {@code profile_not_found}, {@code bad_id} or {@code unavailable}
 */
public record BatchResult(String id, Optional<Profile> profile, Optional<String> code) {

    static BatchResult of(JsonNode json) {
        return new BatchResult(
                json.path("id").asText(),
                Optional.ofNullable(json.get("profile")).map(Profile::new),
                Optional.ofNullable(json.get("code")).map(JsonNode::asText));
    }
}
