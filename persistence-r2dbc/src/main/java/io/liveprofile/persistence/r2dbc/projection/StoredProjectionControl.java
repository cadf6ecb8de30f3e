package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.projection.ProjectionStatus.Failing;
import io.liveprofile.persistence.r2dbc.projection.ProjectionStatus.State;
import io.liveprofile.persistence.r2dbc.query.Position;
import io.liveprofile.persistence.r2dbc.query.R2dbcReadJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/** Reads and writes the rows that runners obey; knows no runner. */
final class StoredProjectionControl implements ProjectionControl {
    private final OffsetTable offsets;
    private final ParkedTable parked;
    private final Rebuilds rebuilds;
    private final Retries retries;
    private final R2dbcReadJournal journal;
    private final Clock clock;

    StoredProjectionControl(
            OffsetTable offsets,
            ParkedTable parked,
            Rebuilds rebuilds,
            Retries retries,
            R2dbcReadJournal journal,
            Clock clock) {
        this.offsets = offsets;
        this.parked = parked;
        this.rebuilds = rebuilds;
        this.retries = retries;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Set<String>> list() {
        return offsets.all()
                .map(ProjectionOffset::projection)
                .filter(projection -> !ReadModel.isNext(projection))
                .collect(Collectors.<String, Set<String>>toCollection(TreeSet::new))
                .toFuture();
    }

    @Override
    public CompletionStage<List<ProjectionStatus>> status(String projection) {
        return offsets.of(projection)
                .flatMapMany(Flux::fromIterable)
                .concatMap(offset -> status(offset, ProjectionStatus.LAG_ENTRIES_MAX))
                .collectList()
                .toFuture();
    }

    private Mono<ProjectionStatus> status(ProjectionOffset offset, long entriesMax) {
        return Mono.fromCompletionStage(
                        () -> journal.firstAfter(offset.entityType(), offset.range(), offset.position()))
                .zipWhen(oldest ->
                        oldest.isEmpty() ? Mono.just(0L) : entriesAfter(offset, offset.position(), entriesMax))
                .map(lag -> new ProjectionStatus(
                        offset.projection(),
                        offset.range(),
                        state(offset),
                        offset.position(),
                        lag.getT1().map(this::age).orElse(Duration.ZERO),
                        lag.getT2(),
                        Optional.ofNullable(offset.failingSince())
                                .map(since -> new Failing(since, Objects.requireNonNullElse(offset.lastError(), "")))));
    }

    private Mono<Long> entriesAfter(ProjectionOffset offset, Position position, long max) {
        return Mono.fromCompletionStage(() -> journal.countAfter(offset.entityType(), offset.range(), position, max));
    }

    private Duration age(Instant oldest) {
        var age = Duration.between(oldest, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static State state(ProjectionOffset offset) {
        return offset.paused() ? State.PAUSED : offset.failingSince() != null ? State.FAILING : State.RUNNING;
    }

    @Override
    public CompletionStage<Boolean> pause(String projection) {
        return offsets.pause(projection, true).map(rows -> rows > 0).toFuture();
    }

    @Override
    public CompletionStage<Boolean> resume(String projection) {
        return offsets.pause(projection, false).map(rows -> rows > 0).toFuture();
    }

    @Override
    public CompletionStage<Boolean> reset(String projection) {
        return offsets.reset(projection).map(rows -> rows > 0).toFuture();
    }

    @Override
    public CompletionStage<List<ParkedEnvelope>> parked(String projection) {
        return parked.of(projection, PARKED_MAX).toFuture();
    }

    @Override
    public CompletionStage<Long> parkedCount(String projection) {
        return parked.count(projection).toFuture();
    }

    @Override
    public CompletionStage<Set<String>> behind(String persistenceId, long sequenceNr, Instant writtenAt) {
        var entry = new Position(writtenAt, sequenceNr, persistenceId);
        int slice = Slices.of(persistenceId);
        return offsets.all()
                .filter(offset -> offset.entityType().equals(Slices.entityTypeOf(persistenceId)))
                .filter(offset ->
                        offset.range().min() <= slice && slice <= offset.range().max())
                .filter(offset -> offset.position().isBefore(entry))
                .map(ProjectionOffset::projection)
                .concatWith(parked.upTo(persistenceId, sequenceNr))
                .collect(Collectors.<String, Set<String>>toCollection(TreeSet::new))
                .toFuture();
    }

    @Override
    public CompletionStage<Boolean> retry(String projection, String persistenceId, long sequenceNr) {
        return retries.retry(projection, persistenceId, sequenceNr).toFuture();
    }

    @Override
    public CompletionStage<RebuildAnswer> rebuild(String projection) {
        return offsets.of(projection)
                .flatMap(known -> known.isEmpty() ? Mono.just(RebuildAnswer.UNKNOWN) : rebuilds.begin(projection))
                .toFuture();
    }

    @Override
    public CompletionStage<Boolean> cancelRebuild(String projection) {
        return rebuilds.cancel(projection).toFuture();
    }

    @Override
    public CompletionStage<Optional<RebuildStatus>> rebuilding(String projection) {
        return rebuilds.next(projection)
                .flatMap(next -> offsets.of(ReadModel.next(projection))
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(offset -> status(offset, RebuildStatus.ENTRIES_MAX)
                                .zipWith(entriesAfter(offset, Position.START, RebuildStatus.ENTRIES_MAX)))
                        .collectList()
                        .map(ranges -> new RebuildStatus(
                                next.since(),
                                ranges.stream().mapToLong(Tuple2::getT2).sum(),
                                ranges.stream().map(Tuple2::getT1).toList())))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .toFuture();
    }
}
