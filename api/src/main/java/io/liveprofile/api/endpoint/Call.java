package io.liveprofile.api.endpoint;

import io.liveprofile.api.access.Caller;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.Materializer;

/**
 * A request that may be answered: it meets an endpoint, and its caller has a role that the endpoint allows.
 *
 * @param id what the caller and our log call it
 * @param path what stands in the places of the endpoint's path, decoded
 * @param query its parameters, decoded; of two of a name the first
 */
public record Call(
        Caller caller,
        HttpRequest request,
        String id,
        Map<String, String> path,
        Map<String, String> query,
        Materializer materializer) {

    Call(Caller caller, HttpRequest request, String id, Map<String, String> path, Materializer materializer) {
        // Read once: each look at a request's own query reads the whole of it again.
        this(caller, request, id, path, Parameters.of(request.getUri()), materializer);
    }

    public String path(String place) {
        return Objects.requireNonNull(path.get(place), place);
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** Itself, where nothing else is told than what {@code endpoint} asks for. */
    Call checkedFor(Endpoint endpoint) {
        var known = endpoint.parameters();
        if (!known.equals(Endpoint.ANY_PARAMETERS) && !known.containsAll(query.keySet())) {
            var others = new TreeSet<>(query.keySet());
            others.removeAll(known);
            throw new BadCall(Problem.badField(others.getFirst(), "is no parameter here; " + told(known)));
        }
        return this;
    }

    private static String told(Set<String> known) {
        return known.isEmpty() ? "there is none" : "there are " + String.join(", ", new TreeSet<>(known));
    }

    /**
     * Empty where it is missing or empty.
     *
     * @param parse throws {@link IllegalArgumentException} or {@link DateTimeException} at what it can't use
     * @param rule what is asked of it, after its name
     */
    public <T> Optional<T> parameter(String name, Function<String, T> parse, String rule) {
        try {
            return query(name).filter(text -> !text.isEmpty()).map(parse);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BadCall(Problem.badField(name, rule));
        }
    }

    /** Its body, or the problem that it is too large. */
    public CompletionStage<byte[]> body(int bytesMax) {
        return Body.read(request, bytesMax, materializer);
    }

    public int limit(int usual, int max) {
        return parameter(
                        "limit",
                        text -> {
                            int limit = Integer.parseInt(text);
                            if (limit < 1 || limit > max) {
                                throw new IllegalArgumentException("out of bounds");
                            }
                            return limit;
                        },
                        "must be between 1 and " + max)
                .orElse(usual);
    }
}
