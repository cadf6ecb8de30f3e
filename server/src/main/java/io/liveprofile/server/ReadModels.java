package io.liveprofile.server;

import io.liveprofile.persistence.r2dbc.projection.ProjectionControl;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.profile.entity.ShardedCustomerProfiles;
import io.liveprofile.projections.customerprofile.CustomerProfileProjection;
import io.liveprofile.projections.identitylink.IdentityLinkProjection;
import io.liveprofile.projections.interaction.InteractionProjection;
import io.liveprofile.projections.outgoing.OutgoingProducer;
import io.liveprofile.projections.outgoing.ProfilesTopic;
import io.liveprofile.projections.outgoing.SignalsTopic;
import io.liveprofile.projections.search.SearchProjection;
import io.liveprofile.projections.segmentmembership.SegmentMembershipProjection;
import io.liveprofile.projections.signal.SignalProjection;
import io.liveprofile.sealing.SubjectKeys;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;

/** What follows the journal: each of them is started on every node, and runs in parts all over the cluster. */
final class ReadModels {
    private ReadModels() {}

    static ProjectionControl start(
            ActorSystem<?> system, Projections projections, Roles.Settings settings, SubjectKeys keys) {
        var entityType = ShardedCustomerProfiles.ENTITY_TYPE;
        int ranges = settings.projectionRanges();
        CustomerProfileProjection.start(projections, entityType, ranges);
        InteractionProjection.start(projections, entityType, ranges, settings.folding());
        IdentityLinkProjection.start(projections, entityType, ranges);
        SignalProjection.start(projections, entityType, ranges);
        SegmentMembershipProjection.start(projections, entityType, ranges);
        SearchProjection.start(
                projections,
                entityType,
                ranges,
                keys,
                settings.sealing().masterKey().lookups());
        var producer = new OutgoingProducer(settings.ingest().bootstrap());
        ProfilesTopic.start(projections, entityType, ranges, producer, settings.outgoing());
        SignalsTopic.start(projections, entityType, ranges, producer, settings.outgoing());
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseClusterShutdown(),
                        "close-outgoing-topics",
                        () -> CompletableFuture.runAsync(producer::close).thenApply(_ -> Done.getInstance()));
        return projections.control();
    }
}
