package io.liveprofile.api.endpoint;

import io.liveprofile.api.access.ApiKeys;
import io.liveprofile.api.access.RateLimits;
import io.liveprofile.profile.ErasedCustomer;
import io.liveprofile.profile.Overloaded;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.Rejection;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to the endpoint that it means, if its caller may: the one door. */
public final class Dispatch extends AllDirectives {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final List<Known> endpoints;
    private final ApiKeys keys;
    private final RateLimits limits;
    private final MeterRegistry registry;

    public Dispatch(List<Endpoint> endpoints, ApiKeys keys, RateLimits limits, MeterRegistry registry) {
        this.endpoints = endpoints.stream()
                .map(endpoint -> new Known(endpoint, new PathTemplate(endpoint.path())))
                .sorted(Comparator.comparingInt(known -> known.path().freedom()))
                .toList();
        this.keys = keys;
        this.limits = limits;
        this.registry = registry;
    }

    private record Known(Endpoint endpoint, PathTemplate path) {
        boolean takes(HttpMethod method) {
            // HEAD is answered as GET is; the server leaves the body out.
            return endpoint.method().equals(method.equals(HttpMethods.HEAD) ? HttpMethods.GET : method);
        }
    }

    private record Meant(Known known, Map<String, String> path) {}

    public Route all() {
        return extractRequest(arrived -> {
            var id = RequestId.of(arrived);
            // An endpoint may throw a BadCall before it has a route: inside, so that it is caught.
            return respondWithHeader(
                    id.header(),
                    () -> withRequestTimeoutResponse(
                            _ -> Problem.late().toResponse().addHeader(id.header()),
                            () -> extractRequest(request -> answer(request, id)).seal(rejections(), failures(id))));
        });
    }

    private Route answer(HttpRequest request, RequestId id) {
        var path = segments(request);
        var meant = new ArrayList<Meant>();
        for (var known : endpoints) {
            known.path().match(path).ifPresent(places -> meant.add(new Meant(known, places)));
        }
        if (meant.isEmpty()) {
            return complete(Problem.notFound("No such path; the API begins at /v1/profiles/{id}.")
                    .toResponse());
        }
        return meant.stream()
                .filter(each -> each.known().takes(request.method()))
                .findFirst()
                .map(each -> allowed(each, request, id))
                .orElseGet(() -> complete(Problem.notAllowed(methods(meant)).toResponse()));
    }

    private Route allowed(Meant meant, HttpRequest request, RequestId id) {
        var endpoint = meant.known().endpoint();
        var caller = Credential.of(request).flatMap(keys::holder);
        if (caller.isEmpty()) {
            return complete(Problem.noKey().toResponse());
        }
        if (!endpoint.roles().contains(caller.get().role())) {
            return complete(
                    Problem.forbidden(caller.get().role(), endpoint.roles()).toResponse());
        }
        var wait = limits.take(caller.get());
        if (wait.isPositive()) {
            return complete(Problem.tooOften(caller.get().role()).toResponse(seconds(wait)));
        }
        return timed(endpoint, endpoint.answer().apply(new Call(caller.get(), request, id.text(), meant.path())));
    }

    private static long seconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private Route timed(Endpoint endpoint, Route answer) {
        var started = Timer.start();
        return mapResponse(
                response -> {
                    started.stop(Timer.builder("live_profile_http_requests")
                            .description("Requests answered")
                            .tag("method", endpoint.method().value())
                            .tag("path", endpoint.path())
                            .tag("status", String.valueOf(response.status().intValue()))
                            .register(registry));
                    return response;
                },
                () -> answer);
    }

    private static List<String> segments(HttpRequest request) {
        var segments = new ArrayList<String>();
        request.getUri().pathSegments().forEach(segments::add);
        return segments;
    }

    private static String methods(List<Meant> meant) {
        return meant.stream()
                .map(each -> each.known().endpoint().method().value())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private RejectionHandler rejections() {
        return RejectionHandler.newBuilder()
                .handle(
                        Rejection.class,
                        rejected -> complete(Problem.badRequest("It was not understood (" + kind(rejected) + ").")
                                .toResponse()))
                .build();
    }

    private static String kind(Rejection rejected) {
        return rejected.getClass().getSimpleName().replace("Rejection", "");
    }

    private ExceptionHandler failures(RequestId id) {
        return ExceptionHandler.newBuilder()
                .match(BadCall.class, bad -> complete(bad.problem().toResponse()))
                .match(ErasedCustomer.class, _ -> complete(Problem.erased().toResponse()))
                .match(Overloaded.class, _ -> complete(Problem.busy().toResponse()))
                .matchAny(failure -> {
                    LOG.warn("Request {} was answered 503", id, failure);
                    return complete(Problem.unavailable().toResponse());
                })
                .build();
    }
}
