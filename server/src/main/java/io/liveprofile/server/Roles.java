package io.liveprofile.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.liveprofile.api.HttpApi;
import io.liveprofile.api.judgement.JudgementEndpoints;
import io.liveprofile.ingest.Ingest;
import io.liveprofile.ingest.IngestSettings;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.profile.entity.FoldSettings;
import io.liveprofile.profile.entity.ShardedCustomerProfiles;
import io.liveprofile.projections.erasure.AfterErasure;
import io.liveprofile.projections.erasure.Erasing;
import io.liveprofile.projections.lookagain.HeardPartition;
import io.liveprofile.projections.lookagain.LookAgain;
import io.liveprofile.projections.lookagain.LookAgainSettings;
import io.liveprofile.projections.operations.StoredOperations;
import io.liveprofile.projections.outgoing.OutgoingTopics;
import io.liveprofile.projections.outgoing.SignalsTail;
import io.liveprofile.projections.search.CustomerSearch;
import io.liveprofile.sealing.SubjectKeys;
import io.micrometer.core.instrument.Metrics;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.ServerBinding;

/** What a node does: the one place where the modules meet. */
public final class Roles {
    private static final Duration CONNECTIONS_FINISH_MAX = Duration.ofSeconds(2);

    private Roles() {}

    /** What the roles need to know, read from each module's section. */
    public record Settings(
            ServerSettings server,
            HttpApi.Settings http,
            IngestSettings ingest,
            SealingSettings sealing,
            LookAgainSettings lookAgain,
            FoldRules folding,
            OutgoingTopics outgoing,
            AfterErasure afterErasure,
            int projectionRanges) {

        static Settings from(Config config) {
            return new Settings(
                    ServerSettings.from(config),
                    HttpApi.Settings.from(config),
                    IngestSettings.from(config),
                    SealingSettings.from(config),
                    LookAgainSettings.from(config),
                    FoldSettings.from(config),
                    OutgoingTopics.from(config),
                    AfterErasure.from(config),
                    ranges(config));
        }

        private static int ranges(Config config) {
            var key = "live-profile.projections.ranges";
            int ranges = config.getInt(key);
            if (ranges < 1 || ranges > 1_024 || Integer.bitCount(ranges) != 1) {
                throw new ConfigException.BadValue(
                        config.getValue(key).origin(), key, "must be a power of two up to 1024, is " + ranges);
            }
            return ranges;
        }
    }

    /**
     * Completed when every role can do its work. The order is that of need: nobody is asked before what it asks is there,
     * and reading from Kafka comes last.
     */
    static CompletionStage<Done> start(ActorSystem<?> system, Settings settings) {
        var connections = Connections.get(system).pool();
        var profiles = ShardedCustomerProfiles.start(system);
        var projections = Projections.of(system);
        var lookAgain = LookAgain.start(
                projections, connections, profiles, ShardedCustomerProfiles.ENTITY_TYPE, settings.projectionRanges());
        return SubjectKeys.start(
                        connections,
                        settings.sealing().masterKey(),
                        settings.sealing().keysKeptMax())
                // Tables are waited for: not on a thread that speaks to the database.
                .thenComposeAsync(
                        keys -> {
                            var control = ReadModels.start(system, projections, settings, keys);
                            var signals = signals(system, settings);
                            var erasures = Erasing.start(
                                    system,
                                    connections,
                                    profiles,
                                    keys,
                                    control,
                                    ShardedCustomerProfiles.ENTITY_TYPE,
                                    settings.afterErasure());
                            var ingest = Ingest.create(
                                    system,
                                    settings.ingest(),
                                    profiles,
                                    keys,
                                    (requestId, customer, by) -> erasures.request(Optional.of(requestId), customer, by)
                                            .thenApply(Optional::isPresent),
                                    Metrics.globalRegistry);
                            var asked = new HttpApi.Asked(
                                    profiles,
                                    new IndexFinder(new CustomerSearch(
                                            connections,
                                            settings.sealing().masterKey().lookups())),
                                    keys::open,
                                    ingest.quarantine(),
                                    ingest.collector(),
                                    ingest::status,
                                    ingest::isSettled,
                                    new StoredOperations(control, ShardedCustomerProfiles.ENTITY_TYPE),
                                    signals,
                                    () -> lookAgain
                                            .rejudging()
                                            .thenApply(progress -> new JudgementEndpoints.Rejudged(
                                                    progress.customers(), progress.judged())),
                                    erasures,
                                    new PipelineView(system, Metrics.globalRegistry));
                            return serve(system, settings, connections, asked, lookAgain, ingest);
                        },
                        system.executionContext())
                .thenApply(_ -> Done.getInstance());
    }

    private static SignalsTail signals(ActorSystem<?> system, Settings settings) {
        var tail = new SignalsTail(settings.ingest().bootstrap(), settings.outgoing());
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
                        "end-signal-streams",
                        () -> CompletableFuture.runAsync(tail::close).thenApply(_ -> Done.getInstance()));
        return tail;
    }

    private static CompletionStage<Void> serve(
            ActorSystem<?> system,
            Settings settings,
            ConnectionFactory connections,
            HttpApi.Asked asked,
            LookAgain lookAgain,
            Ingest ingest) {
        return HttpApi.start(system, settings.http(), connections, asked, Metrics.globalRegistry)
                .thenAccept(binding -> {
                    stopsListening(system, binding);
                    ingest.start();
                    lookAgain.wake(
                            system,
                            settings.lookAgain(),
                            settings.projectionRanges(),
                            List.copyOf(settings.ingest().topicNames()),
                            () -> heard(ingest));
                    var shutdown = CoordinatedShutdown.get(system);
                    shutdown.addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "drain-ingest", ingest::stop);
                    // The last requests may still be answered by it.
                    shutdown.addTask(
                            CoordinatedShutdown.PhaseServiceStop(),
                            "close-ingest",
                            () -> CompletableFuture.runAsync(ingest::close).thenApply(_ -> Done.getInstance()));
                });
    }

    private static List<HeardPartition> heard(Ingest ingest) {
        return ingest.heard().stream()
                .map(each -> new HeardPartition(each.topic(), each.partition(), each.until()))
                .toList();
    }

    private static void stopsListening(ActorSystem<?> system, ServerBinding binding) {
        var shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceUnbind(),
                "unbind-http",
                () -> binding.unbind().thenApply(_ -> Done.getInstance()));
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceRequestsDone(),
                "finish-http-requests",
                () -> binding.terminate(CONNECTIONS_FINISH_MAX).thenApply(_ -> Done.getInstance()));
    }
}
