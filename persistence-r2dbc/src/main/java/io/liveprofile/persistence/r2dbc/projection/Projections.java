package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.liveprofile.persistence.r2dbc.connection.Tables;
import io.liveprofile.persistence.r2dbc.query.Envelopes;
import io.liveprofile.persistence.r2dbc.query.R2dbcReadJournal;
import io.liveprofile.persistence.r2dbc.query.SliceRange;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.serialization.SerializationExtension;

/** Starts projections on this node's share of their slice ranges, and tells how all of them stand. */
public final class Projections {
    private final ActorSystem<?> system;
    private final R2dbcReadJournal journal;
    private final ConnectionFactory connections;
    private final Envelopes envelopes;
    private final ProjectionSettings settings;
    private final OffsetTable offsets;
    private final ParkedTable parked;

    public static Projections of(ActorSystem<?> system) {
        return new Projections(
                system,
                PersistenceQuery.get(system).getReadJournalFor(R2dbcReadJournal.class, R2dbcReadJournal.IDENTIFIER),
                Connections.get(system).pool(),
                Connections.get(system).tables(),
                new Envelopes(SerializationExtension.get(system.classicSystem())),
                ProjectionSettings.of(system.settings().config().getConfig("pekko.persistence.r2dbc.projection")));
    }

    Projections(
            ActorSystem<?> system,
            R2dbcReadJournal journal,
            ConnectionFactory connections,
            Tables tables,
            Envelopes envelopes,
            ProjectionSettings settings) {
        this.system = system;
        this.journal = journal;
        this.connections = connections;
        this.envelopes = envelopes;
        this.settings = settings;
        this.offsets = new OffsetTable(connections, tables);
        this.parked = new ParkedTable(connections, tables);
    }

    /**
     * A projection into this database: its rows and its offset are one transaction. Every node calls this; each range runs
     * on one of them. {@code handlers} is asked once per range and start of a runner; a handler is never used by two
     * batches at a time.
     */
    public <E> void start(
            String name, String entityType, int ranges, Function<SliceRange, ProjectionHandler<E>> handlers) {
        distribute(name, entityType, ranges, range -> new Output.InDatabase<>(connections, handlers.apply(range)));
    }

    /** A projection to something outside this database: at least once. */
    public <E> void startOutside(
            String name, String entityType, int ranges, Function<SliceRange, OutsideHandler<E>> handlers) {
        distribute(name, entityType, ranges, range -> new Output.Outside<>(connections, handlers.apply(range)));
    }

    public ProjectionControl control() {
        return new StoredProjectionControl(offsets, parked, journal, Clock.systemUTC());
    }

    private <E> void distribute(String name, String entityType, int ranges, Function<SliceRange, Output<E>> outputs) {
        var split = SliceRange.split(ranges);
        ShardedDaemonProcess.get(system)
                .init(
                        ProjectionRunner.Command.class,
                        "projection-" + name,
                        ranges,
                        index -> runner(name, entityType, split, split.get(index), outputs),
                        ShardedDaemonProcessSettings.create(system),
                        Optional.of(ProjectionRunner.Stop.INSTANCE));
    }

    <E> Behavior<ProjectionRunner.Command> runner(
            String name,
            String entityType,
            List<SliceRange> ranges,
            SliceRange range,
            Function<SliceRange, Output<E>> outputs) {
        return ProjectionRunner.create(() -> new RangePlan<>(
                name,
                entityType,
                range,
                ranges,
                journal,
                system.executionContext(),
                new RangeRun.Surroundings<>(
                        connections,
                        offsets,
                        parked,
                        outputs.apply(range),
                        envelopes,
                        new RunnerMetrics(name, range, Clock.systemUTC()),
                        new AtomicInteger(),
                        settings)));
    }
}
