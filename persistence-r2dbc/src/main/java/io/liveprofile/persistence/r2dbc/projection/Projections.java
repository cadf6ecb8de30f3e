package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.liveprofile.persistence.r2dbc.connection.Tables;
import io.liveprofile.persistence.r2dbc.query.Envelopes;
import io.liveprofile.persistence.r2dbc.query.LagReads;
import io.liveprofile.persistence.r2dbc.query.R2dbcReadJournal;
import io.liveprofile.persistence.r2dbc.query.SliceRange;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.apache.pekko.serialization.SerializationExtension;
import reactor.core.publisher.Mono;

/** Starts projections on this node's share of their slice ranges, and tells how all of them stand. */
public final class Projections {
    /** So little behind, the next tables may take over: for longer the projection need not stand still. */
    private static final Duration ALMOST = Duration.ofSeconds(1);

    private final ActorSystem<?> system;
    private final R2dbcReadJournal journal;
    private final ConnectionFactory connections;
    /** For the control: it must answer however busy the projections are. */
    private final ConnectionFactory askedByPeople;

    private final Tables tables;
    private final Envelopes envelopes;
    private final ProjectionSettings settings;
    private final OffsetTable offsets;
    private final ParkedTable parked;
    private final Generations generations;
    private final Retries retries;
    private final Map<String, ReadModel> models = new ConcurrentHashMap<>();

    public static Projections of(ActorSystem<?> system) {
        return new Projections(
                system,
                R2dbcReadJournal.forProjections(system),
                Connections.get(system).projections(),
                Connections.get(system).pool(),
                Connections.get(system).tables(),
                new Envelopes(SerializationExtension.get(system.classicSystem())),
                ProjectionSettings.of(system.settings().config().getConfig("pekko.persistence.r2dbc.projection")));
    }

    Projections(
            ActorSystem<?> system,
            R2dbcReadJournal journal,
            ConnectionFactory connections,
            ConnectionFactory askedByPeople,
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
        this.generations = new Generations(connections, tables);
        this.retries = new Retries(journal, parked);
        this.askedByPeople = askedByPeople;
        this.tables = tables;
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

    /**
     * A projection into tables of its own, which are made first, and can be built anew while they are read: {@code
     * handlers} is told under which names it writes.
     */
    public <E> void start(
            ReadModel model, String entityType, int ranges, Function<ReadModel.Names, ProjectionHandler<E>> handlers) {
        define(model);
        this.<E>start(model.projection(), entityType, ranges, range -> handlers.apply(ModelTable::view));
        ShardedDaemonProcess.get(system)
                .init(
                        RebuildRunner.Command.class,
                        "rebuild-" + model.projection(),
                        1,
                        index -> rebuilder(model, entityType, ranges, handlers),
                        ShardedDaemonProcessSettings.create(system),
                        Optional.of(RebuildRunner.Stop.INSTANCE));
    }

    /** Makes its tables, where they are missing. */
    public void define(ReadModel model) {
        generations.define(model);
        models.put(model.projection(), model);
    }

    <E> Behavior<RebuildRunner.Command> rebuilder(
            ReadModel model, String entityType, int ranges, Function<ReadModel.Names, ProjectionHandler<E>> handlers) {
        var split = SliceRange.split(ranges);
        return RebuildRunner.create(new RebuildRunner.Plan(
                model,
                generations,
                settings,
                generation -> split.stream()
                        .map(range -> this.<E>runner(
                                model.next(),
                                entityType,
                                split,
                                range,
                                _ -> new Output.InDatabase<>(
                                        connections, handlers.apply(table -> table.behind(generation)))))
                        .toList(),
                () -> almostUpToDate(model)));
    }

    private CompletionStage<Boolean> almostUpToDate(ReadModel model) {
        return isFarBehind(model)
                .filter(far -> !far)
                .flatMap(near -> Mono.fromCompletionStage(control().status(model.next())))
                .map(statuses -> !statuses.isEmpty()
                        && statuses.stream().allMatch(status -> status.lag().compareTo(ALMOST) < 0))
                .defaultIfEmpty(false)
                .toFuture();
    }

    /**
     * Behind what the projection itself has: for most of the time that a rebuild takes this answers, and searches for
     * nothing.
     */
    private Mono<Boolean> isFarBehind(ReadModel model) {
        var stored = new OffsetTable(askedByPeople, tables);
        return Mono.zip(
                stored.of(model.projection()),
                stored.of(model.next()),
                (now, next) -> next.stream()
                        .anyMatch(offset -> now.stream()
                                .anyMatch(other -> other.range().equals(offset.range())
                                        && offset.position()
                                                .timestamp()
                                                .plus(ALMOST)
                                                .isBefore(other.position().timestamp()))));
    }

    /** A projection to something outside this database: at least once. */
    public <E> void startOutside(
            String name, String entityType, int ranges, Function<SliceRange, OutsideHandler<E>> handlers) {
        distribute(name, entityType, ranges, range -> new Output.Outside<>(connections, handlers.apply(range)));
    }

    public ProjectionControl control() {
        return new StoredProjectionControl(
                new OffsetTable(askedByPeople, tables),
                new ParkedTable(askedByPeople, tables),
                new Rebuilds(new Generations(askedByPeople, tables), models),
                retries,
                new LagReads(askedByPeople, tables.journal()),
                Clock.systemUTC());
    }

    private <E> void distribute(String name, String entityType, int ranges, Function<SliceRange, Output<E>> outputs) {
        var split = SliceRange.split(ranges);
        know(name, split, outputs);
        ShardedDaemonProcess.get(system)
                .init(
                        ProjectionRunner.Command.class,
                        "projection-" + name,
                        ranges,
                        index -> runner(name, entityType, split, split.get(index), outputs),
                        ShardedDaemonProcessSettings.create(system),
                        Optional.of(ProjectionRunner.Stop.INSTANCE));
    }

    /** So that what it has parked can be retried here. */
    <E> void know(String name, List<SliceRange> ranges, Function<SliceRange, Output<E>> outputs) {
        retries.know(name, ranges, outputs);
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
