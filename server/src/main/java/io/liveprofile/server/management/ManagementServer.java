package io.liveprofile.server.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.javadsl.PekkoManagement;

/**
 * One server for all that operators and orchestrators ask: our health, metrics and versions, and Pekko's own pages on
 * the cluster's members and on founding one.
 */
public final class ManagementServer extends AllDirectives {
    private static final ContentType.WithCharset METRICS = MediaTypes.TEXT_PLAIN.toContentType(HttpCharsets.UTF_8);
    private static final Duration LAST_ANSWERS_MAX = Duration.ofSeconds(1);

    private final ObjectMapper json = new ObjectMapper();
    private final Health health;
    private final PrometheusMeterRegistry metrics;
    private final Map<String, String> versions;

    private ManagementServer(Health health, PrometheusMeterRegistry metrics, Map<String, String> versions) {
        this.health = health;
        this.metrics = metrics;
        this.versions = versions;
    }

    public static CompletionStage<ServerBinding> start(
            ActorSystem<?> system,
            String host,
            int port,
            Health health,
            PrometheusMeterRegistry metrics,
            Map<String, String> versions) {
        var server = new ManagementServer(health, metrics, versions);
        return Http.get(system)
                .newServerAt(host, port)
                .bind(server.routes(PekkoManagement.get(system)))
                .thenApply(binding -> binding.addToCoordinatedShutdown(LAST_ANSWERS_MAX, system));
    }

    private Route routes(PekkoManagement pekko) {
        return concat(
                get(() -> concat(
                        path("metrics", () -> complete(HttpEntities.create(METRICS, metrics.scrape()))),
                        path("versions", () -> complete(answer(StatusCodes.OK.intValue(), versions))),
                        pathPrefix(
                                "health",
                                () -> concat(
                                        path("live", () -> complete(answer(200, Map.of("live", true)))),
                                        path("ready", this::ready))))),
                pekko.getRoutes());
    }

    private Route ready() {
        return onSuccess(health.report(), report -> complete(answer(report.ready() ? 200 : 503, report)));
    }

    private HttpResponse answer(int status, Object body) {
        try {
            return HttpResponse.create()
                    .withStatus(status)
                    .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json.writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
