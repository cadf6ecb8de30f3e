package io.liveprofile.api.projections;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.operations.Operations;
import io.liveprofile.projections.operations.Operations.Retry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the projections stand, and what they shall do. */
public final class ProjectionEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionEndpoints.class);
    private static final String ALL = "/v1/projections";
    private static final String ONE = ALL + "/{name}";
    private static final String PARKED = ONE + "/parked";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Operations operations;

    public ProjectionEndpoints(Operations operations) {
        this.operations = operations;
    }

    public List<Endpoint> all() {
        return List.of(
                new Endpoint(HttpMethods.GET, ALL, Endpoint.ADMINS, _ -> listed()),
                new Endpoint(HttpMethods.GET, ONE, Endpoint.ADMINS, this::shown),
                new Endpoint(HttpMethods.GET, PARKED, Endpoint.ADMINS, this::parked),
                new Endpoint(HttpMethods.POST, PARKED + "/{entry}:retry", Endpoint.ADMINS, this::retried),
                new Endpoint(HttpMethods.POST, ONE + ":rebuild", Endpoint.ADMINS, this::rebuilt),
                new Endpoint(HttpMethods.POST, ONE + ":cancel-rebuild", Endpoint.ADMINS, this::cancelled),
                told("pause", "paused", Operations::pause),
                told("resume", "resumed", Operations::resume),
                told("reset", "reset", Operations::reset));
    }

    @FunctionalInterface
    private interface Order {
        CompletionStage<Boolean> give(Operations operations, String name);
    }

    private Endpoint told(String verb, String done, Order order) {
        return new Endpoint(HttpMethods.POST, ONE + ":" + verb, Endpoint.ADMINS, call -> {
            var name = call.path("name");
            return order.give(operations, name).thenApply(known -> {
                if (!known) {
                    return unknown(name);
                }
                tell(call, name, done);
                return done(name, done);
            });
        });
    }

    private CompletionStage<HttpResponse> listed() {
        return operations.all().thenApply(all -> ok(ProjectionsJson.of(all)));
    }

    private CompletionStage<HttpResponse> shown(Call call) {
        var name = call.path("name");
        return operations
                .one(name)
                .thenApply(found ->
                        found.map(state -> ok(ProjectionsJson.of(state))).orElseGet(() -> unknown(name)));
    }

    private CompletionStage<HttpResponse> parked(Call call) {
        return known(call, name -> operations.parked(name).thenApply(entries -> ok(ProjectionsJson.parked(entries))));
    }

    private CompletionStage<HttpResponse> known(Call call, Function<String, CompletionStage<HttpResponse>> answer) {
        var name = call.path("name");
        return operations
                .one(name)
                .thenCompose(found ->
                        found.isPresent() ? answer.apply(name) : CompletableFuture.completedFuture(unknown(name)));
    }

    private CompletionStage<HttpResponse> retried(Call call) {
        var name = call.path("name");
        var entry = call.path("entry");
        int at = entry.lastIndexOf('@');
        var customer = at < 0 ? "" : entry.substring(0, at);
        var sequence = entry.substring(at + 1);
        if (!sequence.matches("[1-9]\\d{0,17}")
                || CustomerId.problemIn(customer).isPresent()) {
            throw new BadCall(Problem.badField("entry", "must be the \"id\" of a parked entry, CUSTOMER@SEQUENCE"));
        }
        return operations
                .retry(name, CustomerId.parse(customer), Long.parseLong(sequence))
                .thenApply(retry -> switch (retry) {
                    case Retry.Handled() -> {
                        tell(call, name + "'s entry " + entry, "retried");
                        yield ok(JSON.createObjectNode().put("id", entry).put("outcome", "handled"));
                    }
                    case Retry.NotParked() ->
                        Problem.notFound(name + " has not parked " + entry + ".")
                                .toResponse();
                    case Retry.FailedAgain(var error) ->
                        new Problem(409, "failed_again", "It still can't be handled", error).toResponse();
                });
    }

    private CompletionStage<HttpResponse> rebuilt(Call call) {
        var name = call.path("name");
        return operations.rebuild(name).thenApply(rebuild -> switch (rebuild) {
            case BEGUN -> {
                tell(call, name, "begun to be rebuilt");
                yield done(name, "begun");
            }
            case ALREADY ->
                new Problem(
                                409,
                                "already_rebuilding",
                                "It is being rebuilt",
                                "GET " + ALL + "/" + name + " tells how far it is.")
                        .toResponse();
            case NO_TABLES ->
                new Problem(
                                409,
                                "no_tables",
                                "This projection keeps no tables",
                                "What it tells elsewhere is told again by POST " + ALL + "/" + name + ":reset.")
                        .toResponse();
            case UNKNOWN -> unknown(name);
        });
    }

    private CompletionStage<HttpResponse> cancelled(Call call) {
        return known(
                call,
                name -> operations.cancelRebuild(name).thenApply(cancelled -> {
                    if (!cancelled) {
                        return new Problem(409, "not_rebuilding", "It is not being rebuilt", "Nothing was cancelled.")
                                .toResponse();
                    }
                    tell(call, name, "no longer rebuilt");
                    return done(name, "cancelled");
                }));
    }

    /** Who stopped or began what must be found later. */
    private static void tell(Call call, String what, String done) {
        LOG.info(
                "Projections: {} was {} by {} (key {})",
                what,
                done,
                call.caller().name(),
                call.caller().keyId());
    }

    private static HttpResponse unknown(String name) {
        return Problem.notFound("No projection is called " + name + ".").toResponse();
    }

    private static HttpResponse done(String name, String outcome) {
        return ok(JSON.createObjectNode().put("name", name).put("outcome", outcome));
    }

    private static HttpResponse ok(ObjectNode body) {
        return HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body.toString()));
    }
}
