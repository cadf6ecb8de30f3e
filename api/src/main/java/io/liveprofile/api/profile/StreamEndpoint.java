package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.api.stream.EventStreams;
import io.liveprofile.api.stream.ServerSentEvent;
import io.liveprofile.profile.Change;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.CustomerId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** A profile that changes before its reader's eyes: server-sent events, each with the whole of what was asked for. */
public final class StreamEndpoint {
    private final Customers customers;
    private final CustomerProfiles profiles;
    private final PersonalTraits personal;
    private final EventStreams streams;

    public StreamEndpoint(
            Customers customers, CustomerProfiles profiles, PersonalTraits personal, EventStreams streams) {
        this.customers = customers;
        this.profiles = profiles;
        this.personal = personal;
        this.streams = streams;
    }

    public List<Endpoint> all() {
        return List.of(new Endpoint(
                HttpMethods.GET,
                "/v1/profiles/{id}/stream",
                Endpoint.READERS,
                Set.of(AskedFields.PARAMETER),
                this::stream));
    }

    private CompletionStage<HttpResponse> stream(Call call) {
        var asked = AskedFields.in(call);
        var after = lastSequence(call);
        return customers
                .meant(call)
                .thenCompose(id -> profiles.read(id)
                        .thenApply(found -> found.isEmpty()
                                ? Problem.profileNotFound(id.toString()).toResponse()
                                : opened(call, id, asked, after)));
    }

    private static OptionalLong lastSequence(Call call) {
        var given = EventStreams.lastEventId(call);
        try {
            return given.map(Long::parseLong).map(OptionalLong::of).orElseGet(OptionalLong::empty);
        } catch (NumberFormatException notOurs) {
            return OptionalLong.empty();
        }
    }

    private HttpResponse opened(Call call, CustomerId id, AskedFields asked, OptionalLong after) {
        return streams.open(new EventStreams.Subject<Change>(
                Change.REPLAY_MAX,
                told -> profiles.subscribe(id, after, told),
                change -> change instanceof Change.Refused || change instanceof Change.Erased,
                change -> event(call, asked, change)));
    }

    private CompletionStage<ServerSentEvent> event(Call call, AskedFields asked, Change change) {
        return switch (change) {
            case Change.Refused() -> done(ServerSentEvent.dropped("too_many_streams"));
            case Change.Erased() -> done(ServerSentEvent.dropped("erased"));
            case Change.Skipped(var from, var to) ->
                done(ServerSentEvent.of(
                        "skipped",
                        JsonOut.object(out -> out.number("from", from).number("to", to))));
            case Change.Now(var profile) ->
                personal.shown(call, profile, asked)
                        .thenApply(shown -> new ServerSentEvent(
                                Optional.of(String.valueOf(profile.sequence())),
                                "profile",
                                ProfileJson.of(profile, asked, shown)));
        };
    }

    private static CompletionStage<ServerSentEvent> done(ServerSentEvent event) {
        return CompletableFuture.completedFuture(event);
    }
}
