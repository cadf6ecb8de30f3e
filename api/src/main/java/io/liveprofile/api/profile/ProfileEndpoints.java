package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
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
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** One profile: as it stands, as it stood, and what came between. */
public final class ProfileEndpoints extends AllDirectives {
    private static final String ONE = "/v1/profiles/{id}";
    private static final String AT = "at";
    private static final String FROM = "from";
    private static final String TO = "to";

    private final CustomerProfiles profiles;
    private final PersonalTraits personal;
    private final ProfileAnswer answer;
    private final ReadBarrier barrier;

    public ProfileEndpoints(CustomerProfiles profiles, PersonalTraits personal, ReadBarrier barrier) {
        this.barrier = barrier;
        this.profiles = profiles;
        this.personal = personal;
        this.answer = new ProfileAnswer(personal);
    }

    public List<Endpoint> all() {
        return List.of(
                new Endpoint(HttpMethods.GET, ONE, Endpoint.READERS, this::profile),
                new Endpoint(HttpMethods.GET, ONE + "/diff", Endpoint.READERS, this::diff));
    }

    private Route profile(Call call) {
        call.withParameters(Set.of(AskedFields.PARAMETER, AT, ReadBarrier.AFTER, ReadBarrier.WAIT));
        var id = Asked.customer(call);
        var asked = AskedFields.in(call);
        var at = Asked.point(call, AT);
        var after = ReadBarrier.after(call);
        if (at.isPresent() && after.isPresent()) {
            return complete(Problem.badField(AT, "asks for the past, and " + ReadBarrier.AFTER + " for what comes")
                    .toResponse());
        }
        var read = after.isPresent()
                ? barrier.read(id, after.get(), ReadBarrier.wait(call))
                : read(id, at).thenApply(found -> new ReadBarrier.Answer(found, Optional.empty()));
        return onSuccess(
                read.thenCompose(found -> found.profile()
                        .map(profile -> answer.to(call, profile, asked, found.stale()))
                        .orElseGet(() -> missing(id))),
                this::complete);
    }

    private CompletionStage<Optional<LiveProfile>> read(CustomerId id, Optional<AsOf> point) {
        return point.map(then -> profiles.asOf(id, then)).orElseGet(() -> profiles.read(id));
    }

    private Route diff(Call call) {
        call.withParameters(Set.of(AskedFields.PARAMETER, FROM, TO));
        var id = Asked.customer(call);
        var asked = AskedFields.in(call);
        var from = Asked.point(call, FROM);
        if (from.isEmpty()) {
            return complete(Problem.badField(FROM, "must say since when").toResponse());
        }
        var before = profiles.asOf(id, from.get());
        var after = read(id, Asked.point(call, TO));
        return onSuccess(
                before.thenCompose(then -> after.thenCompose(now -> now.isEmpty()
                        ? missing(id)
                        : personal.shown(
                                        call,
                                        then.map(known -> List.of(known, now.get()))
                                                .orElse(List.of(now.get())),
                                        asked)
                                .thenApply(
                                        shown -> ProfileAnswer.json(Difference.json(then, now.get(), asked, shown))))),
                this::complete);
    }

    private static CompletionStage<HttpResponse> missing(CustomerId id) {
        return CompletableFuture.completedFuture(
                Problem.profileNotFound(id.toString()).toResponse());
    }
}
