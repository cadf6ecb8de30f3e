package io.liveprofile.api.stream;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.endpoint.Problem;
import io.liveprofile.profile.Subscription;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** All streams of server-sent events that this node serves: so many, each with so much waiting for its reader. */
public final class EventStreams {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final ContentType EVENTS = ContentTypes.create(MediaTypes.TEXT_EVENT_STREAM);
    private static final ByteString HEARTBEAT = ByteString.fromString(":\n\n");

    private final Settings settings;
    private final AtomicInteger open = new AtomicInteger();

    public EventStreams(Settings settings, MeterRegistry registry) {
        this.settings = settings;
        Gauge.builder("live_profile_http_open_streams", open, AtomicInteger::get)
                .description("Streams of changes that are read now")
                .register(registry);
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

    /**
     * What one stream is about.
     *
     * @param replayMax what may come at once beside what waits: that which its reader missed
     * @param subscribe begins when somebody reads
     * @param isLast after which nothing comes
     */
    public record Subject<T>(
            int replayMax,
            Function<Consumer<T>, Subscription> subscribe,
            Predicate<T> isLast,
            Function<T, CompletionStage<ServerSentEvent>> event) {}

    public static Optional<String> lastEventId(Call call) {
        return call.request().getHeader(LAST_EVENT_ID).map(HttpHeader::value);
    }

    public <T> HttpResponse open(Subject<T> subject) {
        if (open.get() >= settings.max()) {
            return Problem.tooManyStreams().toResponse();
        }
        // Counted from when somebody reads: whoever leaves before that has opened nothing.
        var events = told(subject)
                .map(ServerSentEvent::bytes)
                .keepAlive(settings.heartbeat(), () -> HEARTBEAT)
                .mapMaterializedValue(_ -> NotUsed.getInstance());
        return HttpResponse.create()
                .withEntity(HttpEntities.createCloseDelimited(EVENTS, events))
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .addHeader(RawHeader.create("X-Accel-Buffering", "no"));
    }

    private <T> Source<ServerSentEvent, ?> told(Subject<T> subject) {
        return new SlowReader<>(settings.waitingMax() + subject.replayMax(), subject.isLast())
                .source(
                        told -> {
                            open.incrementAndGet();
                            return subject.subscribe().apply(told);
                        },
                        open::decrementAndGet)
                .mapAsync(1, each -> switch (each) {
                    case SlowReader.Overtaken<T>() ->
                        CompletableFuture.completedFuture(ServerSentEvent.dropped("slow_reader"));
                    case SlowReader.Happened<T>(var what) -> subject.event().apply(what);
                });
    }
}
