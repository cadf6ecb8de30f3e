package io.liveprofile.projections.erasure;

import io.liveprofile.persistence.r2dbc.OldSnapshots;
import io.liveprofile.persistence.r2dbc.projection.ProjectionControl;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.projections.outgoing.ProfilesTopic;
import io.liveprofile.projections.outgoing.SignalsTopic;
import io.liveprofile.sealing.SubjectKeys;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;

/** Starts what erases: on every node, and one of them does the work. */
public final class Erasing {
    private Erasing() {}

    /** Waits for its tables. */
    public static Erasures start(
            ActorSystem<?> system,
            ConnectionFactory connections,
            CustomerProfiles profiles,
            SubjectKeys keys,
            ProjectionControl projections,
            String entityType,
            AfterErasure afterErasure) {
        var table = new ErasureTable(connections);
        table.define();
        var eraser = new Eraser(new Eraser.Surroundings(
                profiles,
                keys,
                projections::behind,
                new Traces(connections),
                OldSnapshots.of(system)::removeBefore,
                entityType,
                Set.of(ProfilesTopic.NAME, SignalsTopic.NAME),
                afterErasure,
                Eraser.Patience.OF_THE_NODES));
        ShardedDaemonProcess.get(system)
                .init(
                        ErasureWorker.Command.class,
                        "erasure",
                        1,
                        _ -> ErasureWorker.create(table, eraser),
                        ShardedDaemonProcessSettings.create(system),
                        Optional.of(ErasureWorker.Command.STOP));
        return new StoredErasures(table, afterErasure);
    }
}
