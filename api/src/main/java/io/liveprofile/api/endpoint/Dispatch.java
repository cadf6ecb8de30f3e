package io.liveprofile.api.endpoint;

import io.liveprofile.api.access.ApiKeys;
import io.liveprofile.api.access.RateLimits;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;

/** From a request to the endpoint that it means, if its caller may: the one door. */
public final class Dispatch implements Handler {
    /** By the number of segments of their paths: most needn't be looked at. */
    private final Map<Integer, List<Known>> endpoints;

    private final ApiKeys keys;
    private final RateLimits limits;
    private final Patience patience;
    private final Materializer materializer;

    public Dispatch(
            List<Endpoint> endpoints,
            ApiKeys keys,
            RateLimits limits,
            Patience patience,
            MeterRegistry registry,
            Materializer materializer) {
        this.endpoints = endpoints.stream()
                .map(endpoint ->
                        new Known(endpoint, new PathTemplate(endpoint.path()), new RequestTimers(endpoint, registry)))
                .sorted(Comparator.comparingInt(known -> known.path().freedom()))
                .collect(Collectors.groupingBy(known -> known.path().length()));
        this.keys = keys;
        this.limits = limits;
        this.patience = patience;
        this.materializer = materializer;
    }

    private record Known(Endpoint endpoint, PathTemplate path, RequestTimers timers) {
        boolean takes(HttpMethod method) {
            // HEAD is answered as GET is; the server leaves the body out.
            return endpoint.method().equals(method.equals(HttpMethods.HEAD) ? HttpMethods.GET : method);
        }
    }

    private record Meant(Known known, Map<String, String> path) {}

    @Override
    public CompletionStage<HttpResponse> answer(HttpRequest request) {
        var id = RequestId.of(request);
        var answered = meant(request, id);
        return patience.within(
                        request.entity().isStrict()
                                ? answered
                                : answered.thenCompose(response -> Body.drained(request, materializer, response)))
                .thenApply(response -> response.addHeader(id.header()));
    }

    private CompletionStage<HttpResponse> meant(HttpRequest request, RequestId id) {
        var path = segments(request);
        var methods = new ArrayList<HttpMethod>();
        for (var known : endpoints.getOrDefault(path.size(), List.of())) {
            var places = known.path().match(path);
            if (places.isPresent()) {
                if (known.takes(request.method())) {
                    return allowed(new Meant(known, places.get()), request, id);
                }
                methods.add(known.endpoint().method());
            }
        }
        return refused(
                methods.isEmpty()
                        ? Problem.notFound("No such path; the API begins at /v1/profiles/{id}.")
                        : Problem.notAllowed(words(methods)));
    }

    private CompletionStage<HttpResponse> allowed(Meant meant, HttpRequest request, RequestId id) {
        var endpoint = meant.known().endpoint();
        var caller = Credential.of(request).flatMap(keys::holder);
        if (caller.isEmpty()) {
            return refused(Problem.noKey());
        }
        if (!endpoint.roles().contains(caller.get().role())) {
            return refused(Problem.forbidden(caller.get().role(), endpoint.roles()));
        }
        var wait = limits.take(caller.get());
        if (wait.isPositive()) {
            return CompletableFuture.completedFuture(
                    Problem.tooOften(caller.get().role()).toResponse(seconds(wait)));
        }
        long begun = System.nanoTime();
        return answered(endpoint, () -> new Call(caller.get(), request, id.text(), meant.path(), materializer))
                .handle((response, failure) ->
                        meant.known().timers().stop(begun, failure == null ? response : Failures.answer(failure, id)));
    }

    /** What is wrong may show at once, or once somebody was asked. */
    private static CompletionStage<HttpResponse> answered(Endpoint endpoint, Supplier<Call> call) {
        try {
            return endpoint.answer().apply(call.get().checkedFor(endpoint));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletionStage<HttpResponse> refused(Problem problem) {
        return CompletableFuture.completedFuture(problem.toResponse());
    }

    private static long seconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static List<String> segments(HttpRequest request) {
        var segments = new ArrayList<String>();
        request.getUri().pathSegments().forEach(segments::add);
        return segments;
    }

    private static String words(List<HttpMethod> methods) {
        return methods.stream().map(HttpMethod::value).distinct().sorted().collect(Collectors.joining(", "));
    }
}
