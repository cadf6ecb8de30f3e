package io.liveprofile.api.quarantine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.api.endpoint.BadCall;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.ingest.quarantine.Quarantine;
import io.liveprofile.ingest.quarantine.Quarantine.Filter;
import io.liveprofile.ingest.quarantine.Quarantine.Outcome;
import io.liveprofile.ingest.quarantine.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits in the quarantine, and the ways out of it. */
public final class QuarantineEndpoints {
    /** More than any broker takes by default. */
    private static final int BODY_BYTES_MAX = 1_024 * 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(QuarantineEndpoints.class);
    private static final String ALL = "/v1/quarantine";
    private static final String ONE = ALL + "/{id}";
    private static final String EVERY = "all";

    /** Those to begin with are named: there is no next page of what is gone. */
    private static final Set<String> MANY = Set.of("reason", "topic", "from", "to", "limit", EVERY);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Quarantine quarantine;

    public QuarantineEndpoints(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    public List<Endpoint> all() {
        return List.of(
                new Endpoint(HttpMethods.GET, ALL, Endpoint.ADMINS, AskedFor.PARAMETERS, this::listed),
                new Endpoint(HttpMethods.GET, ONE, Endpoint.ADMINS, this::shown),
                new Endpoint(HttpMethods.POST, ONE + ":replay", Endpoint.ADMINS, this::replayed),
                new Endpoint(HttpMethods.POST, ONE + ":discard", Endpoint.ADMINS, this::discarded),
                new Endpoint(
                        HttpMethods.POST,
                        ALL + ":replay",
                        Endpoint.ADMINS,
                        MANY,
                        call -> many(call, "replayed", id -> quarantine.replay(id, Optional.empty()))),
                new Endpoint(
                        HttpMethods.POST,
                        ALL + ":discard",
                        Endpoint.ADMINS,
                        MANY,
                        call -> many(call, "discarded", quarantine::discard)));
    }

    private CompletionStage<HttpResponse> listed(Call call) {
        var asked = AskedFor.in(call);
        return quarantine
                .list(asked.filter(), asked.cursor(), asked.limit())
                .thenApply(page -> ok(QuarantineJson.of(page)));
    }

    private CompletionStage<HttpResponse> shown(Call call) {
        var id = call.path("id");
        return quarantine
                .show(id)
                .thenApply(found -> found.map(shown -> ok(QuarantineJson.of(shown)))
                        .orElseGet(() -> problem(id, Outcome.NOT_WAITING)));
    }

    /** A body is the value to send instead of the one that was refused. */
    private CompletionStage<HttpResponse> replayed(Call call) {
        return call.body(BODY_BYTES_MAX).thenCompose(body -> {
            var edited = Optional.of(body).filter(bytes -> bytes.length > 0);
            return done(
                    call,
                    edited.isPresent() ? "replayed with another value" : "replayed",
                    quarantine.replay(call.path("id"), edited));
        });
    }

    private CompletionStage<HttpResponse> discarded(Call call) {
        return done(call, "discarded", quarantine.discard(call.path("id")));
    }

    private CompletionStage<HttpResponse> done(Call call, String what, CompletionStage<Outcome> outcome) {
        var id = call.path("id");
        return outcome.thenApply(became -> {
            if (became != Outcome.DONE) {
                return problem(id, became);
            }
            tell(call, what, id);
            return ok(JSON.createObjectNode().put("id", id).put("outcome", QuarantineJson.word(became)));
        });
    }

    /** Who took a record out, and how, must be found later. */
    private static void tell(Call call, String what, String id) {
        LOG.info(
                "Quarantine: {} was {} by {} (key {})",
                id,
                what,
                call.caller().name(),
                call.caller().keyId());
    }

    /** One after the other, so that a thousand replays don't flood the topic at once. */
    private CompletionStage<HttpResponse> many(Call call, String what, Function<String, CompletionStage<Outcome>> one) {
        var asked = AskedFor.in(call);
        if (asked.filter().equals(Filter.ALL) && !call.query(EVERY).equals(Optional.of("true"))) {
            throw new BadCall(
                    Problem.badField("reason, topic, from or to", "must say which ones are meant, or all=true"));
        }
        return quarantine.list(asked.filter(), Optional.empty(), asked.limit()).thenCompose(page -> {
            var body = JSON.createObjectNode();
            var failed = body.putArray("failed");
            CompletionStage<Integer> done = CompletableFuture.completedFuture(0);
            for (var id : page.records().stream().map(Waiting::id).toList()) {
                done = done.thenCompose(count -> one.apply(id).thenApply(outcome -> {
                    if (outcome == Outcome.DONE) {
                        return count + 1;
                    }
                    failed.addObject().put("id", id).put("outcome", QuarantineJson.word(outcome));
                    return count;
                }));
            }
            return done.thenApply(
                    count -> ok(body.put("done", count).put("more", page.next().isPresent())));
        });
    }

    private static HttpResponse problem(String id, Outcome outcome) {
        var problem = switch (outcome) {
            case DONE -> throw new IllegalArgumentException("what is done is no problem");
            case NOT_WAITING ->
                Problem.notFound("No record waits under " + id + ": it was replayed or discarded, or never was.");
            case ERASED ->
                new Problem(
                        410,
                        "erased",
                        "Nobody can open this any more",
                        "The customer was erased, and the key with the customer. It can be discarded.");
            case NOT_WHOLE ->
                new Problem(
                        409,
                        "not_whole",
                        "Its value isn't here",
                        "It was too large to be kept. Replay it with a value, from where it came if that still has"
                                + " it, or discard it.");
            case NOT_READ ->
                new Problem(
                        409,
                        "not_read",
                        "The topic it came from isn't read",
                        "Put that topic back into live-profile.ingest.topics first, or discard the record.");
        };
        return problem.toResponse();
    }

    private static HttpResponse ok(ObjectNode body) {
        return HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body.toString()));
    }
}
