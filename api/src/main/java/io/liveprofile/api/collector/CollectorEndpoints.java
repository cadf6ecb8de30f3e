package io.liveprofile.api.collector;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.api.access.Role;
import io.liveprofile.api.endpoint.Body;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.ingest.collector.Collector;
import io.liveprofile.ingest.collector.Collector.Answer;
import io.liveprofile.ingest.collector.Collector.Bad;
import io.liveprofile.ingest.collector.Collector.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The paths that the SDKs of Segment and RudderStack send to, and the answers that they expect. */
public final class CollectorEndpoints {
    private static final Set<Role> WRITERS = Set.of(Role.WRITE, Role.ADMIN);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Collector collector;

    public CollectorEndpoints(Collector collector) {
        this.collector = collector;
    }

    public List<Endpoint> all() {
        var endpoints = new ArrayList<Endpoint>();
        for (var kind : Kind.values()) {
            for (var path : CollectorPaths.of(kind)) {
                endpoints.add(new Endpoint(
                        HttpMethods.POST, path, WRITERS, Endpoint.ANY_PARAMETERS, call -> taken(call, kind)));
            }
        }
        return endpoints;
    }

    private CompletionStage<HttpResponse> taken(Call call, Kind kind) {
        int bytesMax = collector.bodyBytesMax();
        return call.body(bytesMax)
                .thenCompose(body -> collector.take(kind, Body.unpacked(call.request(), body, bytesMax)))
                .thenApply(CollectorEndpoints::response);
    }

    private static HttpResponse response(Answer answer) {
        return switch (answer) {
            case Answer.Taken taken
            when taken.bad().isEmpty() ->
                HttpResponse.create()
                        .withEntity(HttpEntities.create(
                                ContentTypes.APPLICATION_JSON,
                                JSON.createObjectNode().put("success", true).toString()));
            case Answer.Taken taken -> notTaken(taken.events(), taken.bad());
            case Answer.Unreadable(var detail) ->
                Problem.badRequest("No event could be read: " + detail + ".").toResponse();
            case Answer.Busy() ->
                new Problem(429, "busy", "Too much is on its way", "Send it again after the time in Retry-After.")
                        .toResponse();
            case Answer.Away() ->
                new Problem(
                                503,
                                "unavailable",
                                "The events are not stored yet",
                                "It is our outage: send all of them again after the time in Retry-After; what comes"
                                        + " twice counts once.")
                        .toResponse();
        };
    }

    /** The sound ones are stored: sending everything again would do no harm, and no good. */
    private static HttpResponse notTaken(int events, List<Bad> bad) {
        return new Problem(
                        400,
                        "bad_events",
                        "Some events can't be used",
                        events + " were taken. Not taken, and kept in the quarantine: "
                                + bad.stream()
                                        .map(each -> "event " + each.index() + ": "
                                                + each.reason().word() + ", " + each.detail())
                                        .collect(Collectors.joining("; "))
                                + ".")
                .toResponse();
    }
}
