package io.liveprofile.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The API of one Live Profile, with one key. Safe for many threads at once; calls wait for their answer, so use virtual
 * threads for many. What the service can't do now (429, 503) and what gets lost on the way is asked again; what it won't
 * do is a {@link ProblemException}; what still can't be reached at last, a {@link java.io.UncheckedIOException}.
 */
public final class LiveProfileClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROFILES = "/v1/profiles";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Requests.CONNECT_MAX)
            .build();
    private final Requests requests;

    public LiveProfileClient(URI service, String key) {
        this(service, key, Retries.USUAL);
    }

    public LiveProfileClient(URI service, String key, Retries retries) {
        this.requests = new Requests(http, service, key, retries);
    }

    /** Empty where the customer was never seen. */
    public Optional<Profile> profile(String id) {
        return profile(id, Read.ALL);
    }

    /** @param id {@code user_id:} (implied), {@code anonymous_id:}, {@code email:} or {@code phone:} and the value */
    public Optional<Profile> profile(String id, Read read) {
        try {
            return Optional.of(new Profile(requests.get(of(id), read.parameters())));
        } catch (ProblemException problem) {
            if (problem.code().equals("profile_not_found")) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    /**
     * One answer for each id, in the order asked.
     *
     * @param ids up to 500
     * @param fields only these; none means all
     */
    public List<BatchResult> batch(List<String> ids, String... fields) {
        var body = JSON.createObjectNode();
        ids.forEach(body.putArray("ids")::add);
        var asked = body.putArray("fields");
        for (var field : fields) {
            asked.add(field);
        }
        return StreamSupport.stream(
                        requests.post(PROFILES + ":batchGet", body)
                                .path("results")
                                .spliterator(),
                        false)
                .map(BatchResult::of)
                .toList();
    }

    /** Can be gone through once at a time; each time it is asked anew. */
    public Iterable<Found> search(Search search) {
        return () -> new Pages(parameters -> requests.get(PROFILES, parameters), "profiles", search.parameters());
    }

    /** Who is in a segment, by id. */
    public Iterable<Found> members(String segment) {
        return () -> new Pages(
                parameters -> requests.get("/v1/segments/" + escaped(segment) + "/members", parameters),
                "members",
                Map.of());
    }

    /** Before the customer pays. */
    public Decision decidePayment(String id, Attempt attempt) {
        return Decision.of(requests.post(of(id) + "/decisions/payment", attempt.json()));
    }

    /** Before the customer is let in. */
    public Decision decideLogin(String id, Attempt attempt) {
        return Decision.of(requests.post(of(id) + "/decisions/login", attempt.json()));
    }

    /** What was noticed about a customer, the newest first. */
    public List<JsonNode> signals(String id) {
        return StreamSupport.stream(
                        requests.get(of(id) + "/signals", Map.of())
                                .path("signals")
                                .spliterator(),
                        false)
                .toList();
    }

    /**
     * The profile as it stands and after each change, told by one thread, until it is closed; a stream that breaks is
     * opened again and goes on where it was.
     */
    public LiveStream follow(String id, List<String> fields, Consumer<Profile> changed) {
        return LiveStream.open(requests, of(id) + "/stream", Read.fields(fields).parameters(), event -> {
            if (event.name().equals("profile")) {
                changed.accept(new Profile(event.data()));
            }
        });
    }

    /**
     * What is noticed about anybody, from now on.
     *
     * @param kinds only these; none means all
     */
    public LiveStream followSignals(List<String> kinds, Consumer<JsonNode> noticed) {
        var parameters = kinds.isEmpty() ? Map.<String, String>of() : Map.of("kind", String.join(",", kinds));
        return LiveStream.open(requests, "/v1/signals/stream", parameters, event -> {
            if (event.name().equals("signal")) {
                noticed.accept(event.data());
            }
        });
    }

    /** Any other path that is read, with its parameters, which are escaped here. */
    public JsonNode get(String path, Map<String, String> parameters) {
        return requests.get(path, parameters);
    }

    private static String of(String id) {
        return PROFILES + "/" + escaped(id);
    }

    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(parameter -> escaped(parameter.getKey()) + "=" + escaped(parameter.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** Streams that are open end as well. */
    @Override
    public void close() {
        requests.close();
        http.shutdownNow();
    }
}
