package io.liveprofile.api.judgement;

import io.liveprofile.api.access.Role;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.stream.EventStreams;
import io.liveprofile.api.stream.ServerSentEvent;
import io.liveprofile.profile.domain.judgement.Signal.Kind;
import io.liveprofile.projections.outgoing.SignalFeed;
import io.liveprofile.projections.outgoing.SignalFeed.Position;
import io.liveprofile.projections.outgoing.SignalFeed.Told;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What is noticed about anybody, for a team's wall: server-sent events, read from where other systems are told it. */
public final class SignalStreamEndpoint {
    private static final Set<Role> WATCHERS = Set.of(Role.SUPPORT, Role.FRAUD, Role.ANALYST, Role.ADMIN);
    private static final String KIND = "kind";
    private static final String KINDS = "must be some of "
            + Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "))
            + ", with commas between them";

    private final SignalFeed feed;
    private final EventStreams streams;

    public SignalStreamEndpoint(SignalFeed feed, EventStreams streams) {
        this.feed = feed;
        this.streams = streams;
    }

    public List<Endpoint> all() {
        return List.of(new Endpoint(HttpMethods.GET, "/v1/signals/stream", WATCHERS, Set.of(KIND), this::stream));
    }

    private CompletionStage<HttpResponse> stream(Call call) {
        var kinds = call.parameter(KIND, SignalStreamEndpoint::kinds, KINDS).orElse(EnumSet.allOf(Kind.class)).stream()
                .map(Kind::word)
                .collect(Collectors.toUnmodifiableSet());
        var after = EventStreams.lastEventId(call).flatMap(SignalStreamEndpoint::position);
        return feed.now().thenApply(now -> opened(after.orElse(now), told -> isWanted(told, kinds)));
    }

    private static EnumSet<Kind> kinds(String words) {
        var kinds = EnumSet.noneOf(Kind.class);
        for (var word : words.split(",", -1)) {
            kinds.add(Kind.of(word).orElseThrow(() -> new IllegalArgumentException("no kind")));
        }
        return kinds;
    }

    /** One that isn't ours says nothing. */
    private static Optional<Position> position(String text) {
        try {
            return Optional.of(Position.parse(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static boolean isWanted(Told told, Set<String> kinds) {
        return !(told instanceof Told.Noticed noticed) || kinds.contains(noticed.kind());
    }

    private sealed interface Happening {
        /** From where it begins: whoever is told nothing else can come again all the same. */
        record Opened(Position at) implements Happening {}

        record Heard(Told told) implements Happening {}
    }

    private HttpResponse opened(Position from, Predicate<Told> wanted) {
        return streams.open(new EventStreams.Subject<Happening>(
                SignalFeed.REPLAY_MAX,
                listener -> {
                    listener.accept(new Happening.Opened(from));
                    return feed.follow(from, told -> {
                        if (wanted.test(told)) {
                            listener.accept(new Happening.Heard(told));
                        }
                    });
                },
                happening -> happening instanceof Happening.Heard(Told.Ended()),
                happening -> CompletableFuture.completedFuture(event(happening))));
    }

    private static ServerSentEvent event(Happening happening) {
        return switch (happening) {
            case Happening.Opened(var at) ->
                new ServerSentEvent(Optional.of(at.toString()), "opened", "{}".getBytes(StandardCharsets.UTF_8));
            case Happening.Heard(Told.Noticed(var after, var _, var json)) ->
                new ServerSentEvent(Optional.of(after.toString()), "signal", json);
            case Happening.Heard(Told.Skipped(var signals)) ->
                ServerSentEvent.of("skipped", ("{\"signals\":" + signals + "}").getBytes(StandardCharsets.UTF_8));
            case Happening.Heard(Told.Ended()) -> ServerSentEvent.dropped("unavailable");
        };
    }
}
