package io.liveprofile.api.judgement;

import io.liveprofile.api.access.Role;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.api.profile.Customers;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Review.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What is asked before something is done, what was noticed, and what people say to it. */
public final class JudgementEndpoints {
    private static final Set<Role> DECIDERS = Set.of(Role.FRAUD, Role.ADMIN);
    private static final Set<Role> REVIEWERS = Set.of(Role.SUPPORT, Role.FRAUD, Role.ADMIN);
    private static final int BODY_BYTES_MAX = 16 * 1_024;

    private static final String ONE = "/v1/profiles/{id}";

    private final Customers customers;
    private final CustomerProfiles profiles;
    private final Supplier<CompletionStage<Rejudged>> rejudged;

    /**
     * How far the rules of today have got.
     *
     * @param customers that are known
     * @param judged of these, by the rules of today
     */
    public record Rejudged(long customers, long judged) {}

    public JudgementEndpoints(
            Customers customers, CustomerProfiles profiles, Supplier<CompletionStage<Rejudged>> rejudged) {
        this.customers = customers;
        this.profiles = profiles;
        this.rejudged = rejudged;
    }

    public List<Endpoint> all() {
        return List.of(
                new Endpoint(
                        HttpMethods.POST,
                        ONE + "/decisions/payment",
                        DECIDERS,
                        call -> decision(call, Decision.Kind.PAYMENT)),
                new Endpoint(
                        HttpMethods.POST,
                        ONE + "/decisions/login",
                        DECIDERS,
                        call -> decision(call, Decision.Kind.LOGIN)),
                new Endpoint(HttpMethods.GET, ONE + "/signals", Endpoint.READERS, this::signals),
                new Endpoint(
                        HttpMethods.POST,
                        ONE + "/signals/{signal}:confirm",
                        REVIEWERS,
                        call -> review(call, Verdict.CONFIRMED)),
                new Endpoint(
                        HttpMethods.POST,
                        ONE + "/signals/{signal}:dismiss",
                        REVIEWERS,
                        call -> review(call, Verdict.DISMISSED)),
                new Endpoint(HttpMethods.GET, "/v1/rules", Endpoint.READERS, this::rules));
    }

    private CompletionStage<HttpResponse> decision(Call call, Decision.Kind kind) {
        return call.body(BODY_BYTES_MAX).thenCompose(body -> {
            var attempt = Attempts.read(body, kind, Instant.now());
            return customers
                    .meant(call)
                    .thenCompose(id -> profiles.decide(id, attempt))
                    .thenApply(decision -> json(SignalJson.of(decision)));
        });
    }

    private CompletionStage<HttpResponse> signals(Call call) {
        return customers
                .meant(call)
                .thenCompose(id -> profiles.read(id)
                        .thenApply(found -> found.map(profile -> json(SignalJson.of(profile)))
                                .orElseGet(() ->
                                        Problem.profileNotFound(id.toString()).toResponse())));
    }

    private CompletionStage<HttpResponse> review(Call call, Verdict verdict) {
        var signal = call.path("signal");
        return customers
                .meant(call)
                .thenCompose(id -> profiles.review(
                                id, signal, verdict, call.caller().name(), Instant.now())
                        .thenApply(found -> found.map(reviewed -> json(SignalJson.of(reviewed, verdict)))
                                .orElseGet(() -> Problem.notFound("Among the newest signals of " + id
                                                + " none has the id " + signal + ".")
                                        .toResponse())));
    }

    private CompletionStage<HttpResponse> rules(Call call) {
        return rejudged.get().thenApply(progress -> json(SignalJson.of(profiles.rules(), progress)));
    }

    private static HttpResponse json(byte[] body) {
        return HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body));
    }
}
