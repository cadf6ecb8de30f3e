package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.api.profile.ReadBarrier.Answer;
import io.liveprofile.profile.AsOf;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** One profile: as it stands, as it stood, and what came between. */
public final class ProfileEndpoints {
    private static final String ONE = "/v1/profiles/{id}";
    private static final String AT = "at";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final Set<String> PROFILE = Set.of(AskedFields.PARAMETER, AT, ReadBarrier.AFTER, ReadBarrier.WAIT);
    private static final Set<String> DIFF = Set.of(AskedFields.PARAMETER, FROM, TO);

    private final Customers customers;
    private final CustomerProfiles profiles;
    private final PersonalTraits personal;
    private final ProfileAnswer answer;
    private final ReadBarrier barrier;

    public ProfileEndpoints(
            Customers customers, CustomerProfiles profiles, PersonalTraits personal, ReadBarrier barrier) {
        this.customers = customers;
        this.barrier = barrier;
        this.profiles = profiles;
        this.personal = personal;
        this.answer = new ProfileAnswer(personal);
    }

    public List<Endpoint> all() {
        return List.of(
                new Endpoint(HttpMethods.GET, ONE, Endpoint.READERS, PROFILE, this::profile),
                new Endpoint(HttpMethods.GET, ONE + "/diff", Endpoint.READERS, DIFF, this::diff));
    }

    private CompletionStage<HttpResponse> profile(Call call) {
        var asked = AskedFields.in(call);
        var at = Asked.point(call, AT);
        var after = ReadBarrier.after(call);
        if (at.isPresent() && after.isPresent()) {
            return CompletableFuture.completedFuture(
                    Problem.badField(AT, "asks for the past, and " + ReadBarrier.AFTER + " for what comes")
                            .toResponse());
        }
        var wait = ReadBarrier.wait(call);
        return customers
                .meant(call)
                .thenCompose(id -> after.map(told -> barrier.read(id, told, wait))
                        .orElseGet(() -> read(id, at).thenApply(found -> new Answer(found, Optional.empty())))
                        .thenCompose(found -> found.profile()
                                .map(profile -> answer.to(call, profile, asked, found.stale()))
                                .orElseGet(() -> missing(id))));
    }

    private CompletionStage<Optional<LiveProfile>> read(CustomerId id, Optional<AsOf> point) {
        return point.map(then -> profiles.asOf(id, then)).orElseGet(() -> profiles.read(id));
    }

    private CompletionStage<HttpResponse> diff(Call call) {
        var asked = AskedFields.in(call);
        var from = Asked.point(call, FROM);
        var to = Asked.point(call, TO);
        if (from.isEmpty()) {
            return CompletableFuture.completedFuture(
                    Problem.badField(FROM, "must say since when").toResponse());
        }
        return customers
                .meant(call)
                .thenCompose(id -> profiles.asOf(id, from.get())
                        .thenCompose(before -> read(id, to)
                                .thenCompose(after -> after.map(now -> changes(call, before, now, asked))
                                        .orElseGet(() -> missing(id)))));
    }

    private CompletionStage<HttpResponse> changes(
            Call call, Optional<LiveProfile> before, LiveProfile after, AskedFields asked) {
        var both = before.map(known -> List.of(known, after)).orElse(List.of(after));
        return personal.shown(call, both, asked)
                .thenApply(shown -> ProfileAnswer.json(Difference.json(before, after, asked, shown)));
    }

    private static CompletionStage<HttpResponse> missing(CustomerId id) {
        return CompletableFuture.completedFuture(
                Problem.profileNotFound(id.toString()).toResponse());
    }
}
