package io.liveprofile.api.endpoint;

import io.liveprofile.api.access.Caller;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * A request that may be answered: it meets an endpoint, and its caller has a role that the endpoint allows.
 *
 * @param path what stands in the places of the endpoint's path, decoded
 */
public record Call(Caller caller, HttpRequest request, Map<String, String> path) {

    public String path(String place) {
        return Objects.requireNonNull(path.get(place), place);
    }

    public Optional<String> query(String name) {
        return request.getUri().query().get(name);
    }
}
