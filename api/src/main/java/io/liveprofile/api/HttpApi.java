package io.liveprofile.api;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.api.access.AccessSettings;
import io.liveprofile.api.access.ApiKeys;
import io.liveprofile.api.access.RateLimits;
import io.liveprofile.api.collector.CollectorDoor;
import io.liveprofile.api.collector.CollectorEndpoints;
import io.liveprofile.api.console.Console;
import io.liveprofile.api.description.DescriptionEndpoint;
import io.liveprofile.api.endpoint.Dispatch;
import io.liveprofile.api.endpoint.Endpoint;
import io.liveprofile.api.ingest.IngestEndpoints;
import io.liveprofile.api.judgement.JudgementEndpoints;
import io.liveprofile.api.keys.KeyEndpoints;
import io.liveprofile.api.pipeline.PipelineEndpoint;
import io.liveprofile.api.pipeline.PipelineStatus;
import io.liveprofile.api.profile.BatchEndpoint;
import io.liveprofile.api.profile.Customers;
import io.liveprofile.api.profile.Finder;
import io.liveprofile.api.profile.Opener;
import io.liveprofile.api.profile.PartEndpoints;
import io.liveprofile.api.profile.PersonalTraits;
import io.liveprofile.api.profile.ProfileEndpoints;
import io.liveprofile.api.profile.ReadBarrier;
import io.liveprofile.api.profile.SearchEndpoint;
import io.liveprofile.api.profile.StreamEndpoint;
import io.liveprofile.api.profile.TimelineEndpoint;
import io.liveprofile.api.projections.ProjectionEndpoints;
import io.liveprofile.api.quarantine.QuarantineEndpoints;
import io.liveprofile.ingest.IngestStatus;
import io.liveprofile.ingest.collector.Collector;
import io.liveprofile.ingest.quarantine.Quarantine;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.projections.operations.Operations;
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
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;

/** The server that answers for the profiles. */
public final class HttpApi {

    private static final int PORT_MAX = 65_535;

    /** {@code live-profile.http}. */
    public record Settings(
            String host,
            int port,
            AccessSettings access,
            RateLimits.Settings rateLimits,
            StreamEndpoint.Settings streams,
            List<String> corsOrigins) {

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
                    StreamEndpoint.Settings.from(root),
                    root.getStringList("live-profile.http.cors-origins"));
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
            Supplier<CompletionStage<JudgementEndpoints.Rejudged>> rejudged,
            Supplier<PipelineStatus> pipeline) {}

    private HttpApi() {}

    public static CompletionStage<ServerBinding> start(
            ActorSystem<?> system,
            Settings settings,
            ConnectionFactory connections,
            Asked asked,
            MeterRegistry registry) {
        return ApiKeys.start(system, connections, settings.access())
                .thenCompose(keys -> Http.get(system)
                        .newServerAt(settings.host(), settings.port())
                        .bind(route(settings, asked, keys, registry)));
    }

    /** Made once: a directive's inner part is made for every request. */
    private static Route route(Settings settings, Asked asked, ApiKeys keys, MeterRegistry registry) {
        var dispatch = new Dispatch(
                endpoints(asked, keys, settings.streams()), keys, new RateLimits(settings.rateLimits()), registry);
        var door = new CollectorDoor(asked.collector().bodyBytesMax(), settings.corsOrigins()).around(dispatch.all());
        var console = new Console().around(door);
        return Directives.encodeResponse(() -> console);
    }

    /** All that can be asked. */
    static List<Endpoint> endpoints(Asked asked, ApiKeys keys, StreamEndpoint.Settings streams) {
        var customers = new Customers(asked.finder());
        var personal = new PersonalTraits(asked.opener());
        var barrier = new ReadBarrier(asked.profiles(), asked.quarantine(), asked.settled());
        return Stream.of(
                        new ProfileEndpoints(customers, asked.profiles(), personal, barrier).all(),
                        new PartEndpoints(customers, asked.profiles(), personal).all(),
                        new TimelineEndpoint(customers, asked.profiles()).all(),
                        new BatchEndpoint(asked.profiles(), personal).all(),
                        new StreamEndpoint(customers, asked.profiles(), personal, streams).all(),
                        new SearchEndpoint(asked.finder()).all(),
                        new JudgementEndpoints(customers, asked.profiles(), asked.rejudged()).all(),
                        new KeyEndpoints(keys).all(),
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
