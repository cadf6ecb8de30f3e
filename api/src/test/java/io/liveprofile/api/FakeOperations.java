package io.liveprofile.api;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.operations.Operations;
import io.liveprofile.projections.operations.ParkedEntry;
import io.liveprofile.projections.operations.ProjectionState;
import io.liveprofile.projections.operations.ProjectionState.Failing;
import io.liveprofile.projections.operations.ProjectionState.Range;
import io.liveprofile.projections.operations.ProjectionState.Rebuilding;
import io.liveprofile.projections.operations.ProjectionState.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Knows one projection, of whose entries one is parked; remembers what it was told. */
final class FakeOperations implements Operations {
    static final String KNOWN = "customer-profile";
    static final CustomerId PARKED = CustomerId.user("a|b@shop");

    /** The customer of whom the page of the reference tells. */
    private static final CustomerId ALSO_PARKED = CustomerId.user("ava|1");

    private static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");

    final List<String> told = new ArrayList<>();

    @Override
    public CompletionStage<List<ProjectionState>> all() {
        return CompletableFuture.completedFuture(List.of(state()));
    }

    @Override
    public CompletionStage<Optional<ProjectionState>> one(String projection) {
        return CompletableFuture.completedFuture(Optional.of(state()).filter(_ -> projection.equals(KNOWN)));
    }

    private static ProjectionState state() {
        return new ProjectionState(
                KNOWN,
                List.of(
                        new Range(0, 511, State.RUNNING, THEN, 0, false, Duration.ZERO, Optional.empty()),
                        new Range(
                                512,
                                1023,
                                State.FAILING,
                                THEN,
                                1_000,
                                true,
                                Duration.ofMillis(2_500),
                                Optional.of(new Failing(THEN, "no table")))),
                1,
                Optional.of(new Rebuilding(THEN, 100, 40, Optional.empty())));
    }

    @Override
    public CompletionStage<Boolean> pause(String projection) {
        return order("pause", projection);
    }

    @Override
    public CompletionStage<Boolean> resume(String projection) {
        return order("resume", projection);
    }

    @Override
    public CompletionStage<Boolean> reset(String projection) {
        return order("reset", projection);
    }

    private CompletionStage<Boolean> order(String verb, String projection) {
        told.add(verb + " " + projection);
        return CompletableFuture.completedFuture(projection.equals(KNOWN));
    }

    @Override
    public CompletionStage<Rebuild> rebuild(String projection) {
        return CompletableFuture.completedFuture(
                switch (projection) {
                    case KNOWN ->
                        told.add("rebuild " + projection) && told.size() == 1 ? Rebuild.BEGUN : Rebuild.ALREADY;
                    case "customer-signals" -> Rebuild.NO_TABLES;
                    default -> Rebuild.UNKNOWN;
                });
    }

    @Override
    public CompletionStage<Boolean> cancelRebuild(String projection) {
        boolean isRebuilt = told.contains("rebuild " + projection) && !told.contains("cancel " + projection);
        told.add("cancel " + projection);
        return CompletableFuture.completedFuture(isRebuilt);
    }

    @Override
    public CompletionStage<List<ParkedEntry>> parked(String projection) {
        return CompletableFuture.completedFuture(
                List.of(new ParkedEntry(PARKED, 3, THEN, THEN.plusSeconds(1), "no table")));
    }

    @Override
    public CompletionStage<Retry> retry(String projection, CustomerId customer, long sequence) {
        told.add("retry " + projection + " " + customer + " " + sequence);
        return CompletableFuture.completedFuture(
                !customer.equals(PARKED) && !customer.equals(ALSO_PARKED)
                        ? new Retry.NotParked()
                        : sequence == 4 ? new Retry.FailedAgain("no table yet") : new Retry.Handled());
    }
}
