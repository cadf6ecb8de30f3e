package io.liveprofile.api.profile;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.Change;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.Subscription;
import io.liveprofile.profile.domain.CustomerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;

/** A profile that changes before its reader's eyes: server-sent events, each with the whole of what was asked for. */
public final class StreamEndpoint extends AllDirectives {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final ContentType EVENTS = ContentTypes.create(MediaTypes.TEXT_EVENT_STREAM);
    private static final ByteString HEARTBEAT = ByteString.fromString(":\n\n");

    private final Customers customers;
    private final CustomerProfiles profiles;
    private final PersonalTraits personal;
    private final Settings settings;
    private final AtomicInteger open = new AtomicInteger();

    public StreamEndpoint(Customers customers, CustomerProfiles profiles, PersonalTraits personal, Settings settings) {
        this.customers = customers;
        this.profiles = profiles;
        this.personal = personal;
        this.settings = settings;
    }

    /**
     * @param max open at once on this node
     * @param waitingMax changes that wait for one reader
     * @param heartbeat between two signs of life
     */
    public record Settings(int max, int waitingMax, Duration heartbeat) {
        private static final String SECTION = "live-profile.http.streams.";
        private static final Duration HEARTBEAT_MAX = Duration.ofSeconds(30);

        public static Settings from(Config root) {
            var heartbeat = root.getDuration(SECTION + "heartbeat");
            if (heartbeat.toMillis() < 10 || heartbeat.compareTo(HEARTBEAT_MAX) > 0) {
                throw bad(root, "heartbeat", "must be between 10ms and 30s, so that no connection counts as idle");
            }
            return new Settings(between(root, "max", 1_000_000), between(root, "waiting-max", 10_000), heartbeat);
        }

        private static int between(Config root, String key, int max) {
            int value = root.getInt(SECTION + key);
            if (value < 1 || value > max) {
                throw bad(root, key, "must be between 1 and " + max);
            }
            return value;
        }

        private static ConfigException.BadValue bad(Config root, String key, String must) {
            return new ConfigException.BadValue(root.getValue(SECTION + key).origin(), SECTION + key, must);
        }
    }

    public List<Endpoint> all() {
        return List.of(new Endpoint(HttpMethods.GET, "/v1/profiles/{id}/stream", Endpoint.READERS, this::stream));
    }

    private Route stream(Call call) {
        call.withParameters(Set.of(AskedFields.PARAMETER));
        var asked = AskedFields.in(call);
        var after = lastEventId(call);
        return onSuccess(
                customers
                        .meant(call)
                        .thenCompose(id -> profiles.read(id)
                                .thenApply(found -> found.isEmpty()
                                        ? Problem.profileNotFound(id.toString()).toResponse()
                                        : opened(call, id, asked, after))),
                this::complete);
    }

    private static OptionalLong lastEventId(Call call) {
        var given = call.request().getHeader(LAST_EVENT_ID).map(HttpHeader::value);
        try {
            return given.map(Long::parseLong).map(OptionalLong::of).orElseGet(OptionalLong::empty);
        } catch (NumberFormatException notOurs) {
            return OptionalLong.empty();
        }
    }

    private HttpResponse opened(Call call, CustomerId id, AskedFields asked, OptionalLong after) {
        if (open.get() >= settings.max()) {
            return Problem.tooManyStreams().toResponse();
        }
        // Counted from when somebody reads: whoever leaves before that has opened nothing.
        var events = new SlowReader(settings.waitingMax())
                .source(told -> listen(id, after, told), open::decrementAndGet)
                .mapAsync(1, each -> event(call, asked, each))
                .map(ServerSentEvent::bytes)
                .keepAlive(settings.heartbeat(), () -> HEARTBEAT)
                .mapMaterializedValue(_ -> NotUsed.getInstance());
        return HttpResponse.create()
                .withEntity(HttpEntities.createCloseDelimited(EVENTS, events))
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .addHeader(RawHeader.create("X-Accel-Buffering", "no"));
    }

    private Subscription listen(CustomerId id, OptionalLong after, Consumer<Change> told) {
        open.incrementAndGet();
        return profiles.subscribe(id, after, told);
    }

    private CompletionStage<ServerSentEvent> event(Call call, AskedFields asked, SlowReader.Told told) {
        return switch (told) {
            case SlowReader.Overtaken() -> done(ServerSentEvent.dropped("slow_reader"));
            case SlowReader.Changed(Change.Erased()) -> done(ServerSentEvent.dropped("erased"));
            case SlowReader.Changed(Change.Refused()) -> done(ServerSentEvent.dropped("too_many_streams"));
            case SlowReader.Changed(Change.Skipped(var from, var to)) ->
                done(new ServerSentEvent(
                        Optional.empty(),
                        "skipped",
                        JsonOut.object(out -> out.number("from", from).number("to", to))));
            case SlowReader.Changed(Change.Now(var profile)) ->
                personal.shown(call, profile, asked)
                        .thenApply(shown -> new ServerSentEvent(
                                Optional.of(profile.sequence()), "profile", ProfileJson.of(profile, asked, shown)));
        };
    }

    private static CompletionStage<ServerSentEvent> done(ServerSentEvent event) {
        return CompletableFuture.completedFuture(event);
    }
}
