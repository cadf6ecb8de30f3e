package io.liveprofile.api.endpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import scala.concurrent.duration.Duration$;

/**
 * How long somebody waits for an answer before they are told that it is late: as long as the server's request-timeout says,
 * from when the request came. The server would set a timer for each request and copy it twice to hand it in; most
 * answers are there at once, and need none.
 *
 * @param max empty where there is no end
 */
public record Patience(Optional<Duration> max) {

    public static Patience of(ServerSettings server) {
        var timeout = server.getTimeouts().requestTimeout();
        return new Patience(timeout.isFinite() ? Optional.of(Duration.ofNanos(timeout.toNanos())) : Optional.empty());
    }

    /** The same server, which leaves the waiting to this. */
    public static ServerSettings leftTo(ServerSettings server) {
        return server.withTimeouts(server.getTimeouts().withRequestTimeout(Duration$.MODULE$.Zero()));
    }

    /** @param answered for nobody else: what comes late is dropped */
    CompletionStage<HttpResponse> within(CompletionStage<HttpResponse> answered) {
        var answer = answered.toCompletableFuture();
        return max.isEmpty() || answer.isDone()
                ? answer
                : answer.completeOnTimeout(
                        Problem.late().toResponse(), max.get().toNanos(), TimeUnit.NANOSECONDS);
    }
}
