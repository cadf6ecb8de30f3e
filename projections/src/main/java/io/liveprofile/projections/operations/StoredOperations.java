package io.liveprofile.projections.operations;

import io.liveprofile.persistence.r2dbc.projection.ParkedEnvelope;
import io.liveprofile.persistence.r2dbc.projection.ProjectionControl;
import io.liveprofile.persistence.r2dbc.projection.ProjectionStatus;
import io.liveprofile.persistence.r2dbc.projection.RebuildStatus;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.Customers;
import io.liveprofile.projections.operations.ProjectionState.Failing;
import io.liveprofile.projections.operations.ProjectionState.Range;
import io.liveprofile.projections.operations.ProjectionState.Rebuilding;
import io.liveprofile.projections.operations.ProjectionState.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Says it through the tables that all runners of all nodes obey. */
public final class StoredOperations implements Operations {
    private final ProjectionControl control;
    private final String entityType;

    public StoredOperations(ProjectionControl control, String entityType) {
        this.control = control;
        this.entityType = entityType;
    }

    @Override
    public CompletionStage<List<ProjectionState>> all() {
        return control.all()
                .thenCombine(control.parkedCounts(), StoredOperations::states)
                .thenCompose(states -> control.rebuilding().thenCompose(names -> withRebuilds(states, names)));
    }

    private static List<ProjectionState> states(Map<String, List<ProjectionStatus>> all, Map<String, Long> parked) {
        return all.entrySet().stream()
                .map(each -> state(each.getKey(), each.getValue(), parked, Optional.empty()))
                .toList();
    }

    private CompletionStage<List<ProjectionState>> withRebuilds(List<ProjectionState> states, Set<String> rebuilding) {
        CompletionStage<List<ProjectionState>> told = CompletableFuture.completedFuture(states);
        for (var name : rebuilding) {
            told = told.thenCombine(
                    control.rebuilding(name),
                    (all, status) -> all.stream()
                            .map(state -> state.name().equals(name)
                                    ? new ProjectionState(
                                            name,
                                            state.ranges(),
                                            state.parked(),
                                            status.map(StoredOperations::rebuilding))
                                    : state)
                            .toList());
        }
        return told;
    }

    @Override
    public CompletionStage<Optional<ProjectionState>> one(String projection) {
        return control.status(projection)
                .thenCompose(ranges -> ranges.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : control.parkedCounts()
                                .thenCombine(
                                        control.rebuilding(projection),
                                        (parked, rebuilding) ->
                                                Optional.of(state(projection, ranges, parked, rebuilding))));
    }

    private static ProjectionState state(
            String projection,
            List<ProjectionStatus> ranges,
            Map<String, Long> parked,
            Optional<RebuildStatus> rebuilding) {
        return new ProjectionState(
                projection,
                ranges.stream().map(StoredOperations::range).toList(),
                parked.getOrDefault(projection, 0L),
                rebuilding.map(StoredOperations::rebuilding));
    }

    private static Range range(ProjectionStatus status) {
        return new Range(
                status.minSlice(),
                status.maxSlice(),
                switch (status.state()) {
                    case RUNNING -> State.RUNNING;
                    case PAUSED -> State.PAUSED;
                    case FAILING -> State.FAILING;
                },
                status.upTo(),
                status.lagEntries(),
                status.truncated(),
                status.lag(),
                status.failing().map(failing -> new Failing(failing.since(), failing.lastError())));
    }

    private static Rebuilding rebuilding(RebuildStatus status) {
        return new Rebuilding(
                status.since(),
                status.entries(),
                status.missing(),
                status.failing().map(failing -> new Failing(failing.since(), failing.lastError())));
    }

    @Override
    public CompletionStage<Boolean> pause(String projection) {
        return control.pause(projection);
    }

    @Override
    public CompletionStage<Boolean> resume(String projection) {
        return control.resume(projection);
    }

    @Override
    public CompletionStage<Boolean> reset(String projection) {
        return control.reset(projection);
    }

    @Override
    public CompletionStage<Rebuild> rebuild(String projection) {
        return control.rebuild(projection).thenApply(answer -> switch (answer) {
            case BEGUN -> Rebuild.BEGUN;
            case ALREADY -> Rebuild.ALREADY;
            case NO_TABLES -> Rebuild.NO_TABLES;
            case UNKNOWN -> Rebuild.UNKNOWN;
        });
    }

    @Override
    public CompletionStage<Boolean> cancelRebuild(String projection) {
        return control.cancelRebuild(projection);
    }

    @Override
    public CompletionStage<List<ParkedEntry>> parked(String projection) {
        return control.parked(projection)
                .thenApply(
                        parked -> parked.stream().map(StoredOperations::entry).toList());
    }

    private static ParkedEntry entry(ParkedEnvelope parked) {
        return new ParkedEntry(
                Customers.of(parked.persistenceId()),
                parked.sequenceNr(),
                parked.timestamp(),
                parked.parkedAt(),
                parked.error());
    }

    @Override
    public CompletionStage<Retry> retry(String projection, CustomerId customer, long sequence) {
        return control.retry(projection, Customers.persistenceId(entityType, customer), sequence)
                .<Retry>thenApply(handled -> handled ? new Retry.Handled() : new Retry.NotParked())
                .exceptionally(failure -> new Retry.FailedAgain(
                        String.valueOf(failure instanceof CompletionException ? failure.getCause() : failure)));
    }
}
