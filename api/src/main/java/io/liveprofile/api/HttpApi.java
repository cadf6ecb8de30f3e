package io.liveprofile.api;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.api.access.AccessSettings;
import io.liveprofile.api.access.ApiKeys;
import io.liveprofile.api.access.RateLimits;
import io.liveprofile.api.audit.AuditEndpoint;
import io.liveprofile.api.audit.AuditTrail;
import io.liveprofile.api.collector.CollectorDoor;
import io.liveprofile.api.collector.CollectorEndpoints;
import io.liveprofile.api.console.Console;
import io.liveprofile.api.description.DescriptionEndpoint;
import io.liveprofile.api.endpoint.Cors;
import io.liveprofile.api.endpoint.Dispatch;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.endpoint.Handler;
import io.liveprofile.api.endpoint.Packing;
import io.liveprofile.api.endpoint.Patience;
import io.liveprofile.api.endpoint.UnreadableRequests;
import io.liveprofile.api.ingest.IngestEndpoints;
import io.liveprofile.api.judgement.JudgementEndpoints;
import io.liveprofile.api.judgement.SignalStreamEndpoint;
import io.liveprofile.api.keys.KeyEndpoints;
import io.liveprofile.api.pipeline.PipelineEndpoint;
import io.liveprofile.api.pipeline.PipelineStatus;
import io.liveprofile.api.privacy.ErasureEndpoints;
import io.liveprofile.api.privacy.ExportEndpoint;
import io.liveprofile.api.profile.BatchEndpoint;
import io.liveprofile.api.profile.Customers;
import io.liveprofile.api.profile.Finder;
import io.liveprofile.api.profile.Opener;
import io.liveprofile.api.profile.PartEndpoints;
import io.liveprofile.api.profile.PersonalTraits;
import io.liveprofile.api.profile.ProfileEndpoints;
import io.liveprofile.api.profile.ReadBarrier;
import io.liveprofile.api.profile.SearchEndpoint;
import io.liveprofile.api.profile.SegmentEndpoints;
import io.liveprofile.api.profile.StreamEndpoint;
import io.liveprofile.api.profile.TimelineEndpoint;
import io.liveprofile.api.projections.ProjectionEndpoints;
import io.liveprofile.api.quarantine.QuarantineEndpoints;
import io.liveprofile.api.stream.EventStreams;
import io.liveprofile.ingest.IngestStatus;
import io.liveprofile.ingest.collector.Collector;
import io.liveprofile.ingest.quarantine.Quarantine;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.projections.erasure.Erasures;
import io.liveprofile.projections.operations.Operations;
import io.liveprofile.projections.outgoing.SignalFeed;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.SystemMaterializer;

/** The server that answers for the profiles. */
public final class HttpApi {

    private static final int PORT_MAX = 65_535;

    /** Beside those that streams take. */
    private static final int OTHER_CONNECTIONS_MAX = 1_024;

    private static final String EXPOSED =
            "ETag, Retry-After, X-Request-Id, Live-Profile-Sequence, Live-Profile-Event-Time";

    /** {@code live-profile.http}. */
    public record Settings(
            String host,
            int port,
            AccessSettings access,
            RateLimits.Settings rateLimits,
            EventStreams.Settings streams,
            AuditTrail.Settings audit,
            List<String> corsOrigins,
            List<String> apiCorsOrigins) {

        public static Settings from(Config root) {
            var key = "live-profile.http.port";
            int port = root.getInt(key);
            if (port < 1 || port > PORT_MAX) {
                throw new ConfigException.BadValue(
                        root.getValue(key).origin(), key, "must be a port between 1 and " + PORT_MAX);
            }
            return new Settings(
                    root.getString("live-profile.http.host"),
                    port,
                    AccessSettings.from(root),
                    RateLimits.Settings.from(root),
                    EventStreams.Settings.from(root),
                    AuditTrail.Settings.from(root),
                    Cors.origins(root, "live-profile.http.cors-origins"),
                    Cors.origins(root, "live-profile.http.api-cors-origins"));
        }
    }

    /**
     * Those who know the answers.
     *
     * @param settled whether ingest is done with a record
     */
    public record Asked(
            CustomerProfiles profiles,
            Finder finder,
            Opener opener,
            Quarantine quarantine,
            Collector collector,
            Supplier<IngestStatus> ingest,
            Predicate<Origin> settled,
            Operations projections,
            SignalFeed signals,
            Supplier<CompletionStage<JudgementEndpoints.Rejudged>> rejudged,
            Erasures erasures,
            Supplier<PipelineStatus> pipeline) {}

    private HttpApi() {}

    public static CompletionStage<ServerBinding> start(
            ActorSystem<?> system,
            Settings settings,
            ConnectionFactory connections,
            Asked asked,
            MeterRegistry registry) {
        return ApiKeys.start(system, connections, settings.access())
                .thenCompose(keys -> AuditTrail.start(system, connections, settings.audit(), registry)
                        .thenCompose(audit -> Http.get(system)
                                .newServerAt(settings.host(), settings.port())
                                .withSettings(server(system, settings))
                                .bind(toPekko(handler(
                                        system,
                                        settings,
                                        endpoints(asked, keys, audit, new EventStreams(settings.streams(), registry)),
                                        keys,
                                        asked,
                                        registry)))));
    }

    private static ServerSettings server(ActorSystem<?> system, Settings settings) {
        return Patience.leftTo(ServerSettings.create(system.classicSystem()))
                .withMaxConnections(settings.streams().max() + OTHER_CONNECTIONS_MAX)
                .withParsingErrorHandler(UnreadableRequests.class.getName());
    }

    private static Function<HttpRequest, CompletionStage<HttpResponse>> toPekko(Handler handler) {
        return handler::answer;
    }

    /** Layers of functions, composed once; directives would be composed anew for each request. */
    private static Handler handler(
            ActorSystem<?> system,
            Settings settings,
            List<Endpoint> endpoints,
            ApiKeys keys,
            Asked asked,
            MeterRegistry registry) {
        var materializer = SystemMaterializer.get(system).materializer();
        var patience = Patience.of(ServerSettings.create(system.classicSystem()));
        var dispatch =
                new Dispatch(endpoints, keys, new RateLimits(settings.rateLimits()), patience, registry, materializer);
        var pages = new Cors(settings.apiCorsOrigins(), "GET, HEAD, POST, DELETE", EXPOSED);
        var door = new CollectorDoor(asked.collector().bodyBytesMax(), settings.corsOrigins(), materializer)
                .around(dispatch, pages.around(dispatch));
        return Packing.around(new Console().around(door), system);
    }

    /** All that can be asked. */
    static List<Endpoint> endpoints(Asked asked, ApiKeys keys, AuditTrail audit, EventStreams streams) {
        var customers = new Customers(asked.finder());
        var personal = new PersonalTraits(asked.opener(), audit);
        var barrier = new ReadBarrier(asked.profiles(), asked.quarantine(), asked.settled());
        return Stream.of(
                        new ProfileEndpoints(customers, asked.profiles(), personal, barrier).all(),
                        new PartEndpoints(customers, asked.profiles(), personal).all(),
                        new TimelineEndpoint(customers, asked.profiles()).all(),
                        new BatchEndpoint(asked.profiles(), personal).all(),
                        new StreamEndpoint(customers, asked.profiles(), personal, streams).all(),
                        new SearchEndpoint(asked.finder()).all(),
                        new SegmentEndpoints(asked.profiles(), asked.finder()).all(),
                        new SignalStreamEndpoint(asked.signals(), streams).all(),
                        new JudgementEndpoints(customers, asked.profiles(), asked.rejudged()).all(),
                        new ErasureEndpoints(customers, asked.erasures()).all(),
                        new ExportEndpoint(customers, asked.profiles(), personal, asked.opener(), audit).all(),
                        new KeyEndpoints(keys).all(),
                        new AuditEndpoint(audit).all(),
                        new QuarantineEndpoints(asked.quarantine()).all(),
                        new IngestEndpoints(asked.ingest()).all(),
                        new PipelineEndpoint(asked.pipeline()).all(),
                        new ProjectionEndpoints(asked.projections()).all(),
                        new CollectorEndpoints(asked.collector()).all(),
                        new DescriptionEndpoint().all())
                .flatMap(List::stream)
                .toList();
    }
}
