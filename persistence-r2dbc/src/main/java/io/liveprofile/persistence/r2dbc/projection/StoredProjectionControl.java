package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.projection.ProjectionStatus.Failing;
import io.liveprofile.persistence.r2dbc.projection.ProjectionStatus.State;
import io.liveprofile.persistence.r2dbc.query.Lag;
import io.liveprofile.persistence.r2dbc.query.LagReads;
import io.liveprofile.persistence.r2dbc.query.Position;
import io.liveprofile.persistence.r2dbc.query.ReadUpTo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** Reads and writes the rows that runners obey; knows no runner. */
final class StoredProjectionControl implements ProjectionControl {
    private final OffsetTable offsets;
    private final ParkedTable parked;
    private final Rebuilds rebuilds;
    private final Retries retries;
    private final LagReads lags;
    private final Clock clock;

    StoredProjectionControl(
            OffsetTable offsets, ParkedTable parked, Rebuilds rebuilds, Retries retries, LagReads lags, Clock clock) {
        this.offsets = offsets;
        this.parked = parked;
        this.rebuilds = rebuilds;
        this.retries = retries;
        this.lags = lags;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Map<String, List<ProjectionStatus>>> all() {
        return offsets.all()
                .filter(offset -> !ReadModel.isNext(offset.projection()))
                .collectList()
                .flatMap(ranges -> statuses(ranges, ProjectionStatus.LAG_ENTRIES_MAX))
                .<Map<String, List<ProjectionStatus>>>map(all -> all.stream()
                        .collect(
                                Collectors.groupingBy(ProjectionStatus::projection, TreeMap::new, Collectors.toList())))
                .toFuture();
    }

    @Override
    public CompletionStage<List<ProjectionStatus>> status(String projection) {
        return offsets.of(projection)
                .flatMap(ranges -> statuses(ranges, ProjectionStatus.LAG_ENTRIES_MAX))
                .toFuture();
    }

    private Mono<List<ProjectionStatus>> statuses(List<ProjectionOffset> ranges, long entriesMax) {
        return lags.of(readUpTo(ranges, ProjectionOffset::position), entriesMax)
                .map(found -> IntStream.range(0, ranges.size())
                        .mapToObj(i -> status(ranges.get(i), found.get(i)))
                        .toList());
    }

    private static List<ReadUpTo> readUpTo(
            List<ProjectionOffset> ranges, Function<ProjectionOffset, Position> position) {
        return ranges.stream()
                .map(offset -> new ReadUpTo(offset.entityType(), offset.range(), position.apply(offset)))
                .toList();
    }

    private ProjectionStatus status(ProjectionOffset offset, Lag lag) {
        return new ProjectionStatus(
                offset.projection(),
                offset.range(),
                state(offset),
                offset.position(),
                lag.oldest().map(this::age).orElse(Duration.ZERO),
                lag.entries(),
                failing(offset));
    }

    private static Optional<Failing> failing(ProjectionOffset offset) {
        return Optional.ofNullable(offset.failingSince())
                .map(since -> new Failing(since, Objects.requireNonNullElse(offset.lastError(), "")));
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
    public CompletionStage<Map<String, Long>> parkedCounts() {
        return parked.counts().toFuture();
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
    public CompletionStage<Set<String>> rebuilding() {
        return rebuilds.underWay().toFuture();
    }

    @Override
    public CompletionStage<Optional<RebuildStatus>> rebuilding(String projection) {
        return rebuilds.next(projection)
                .flatMap(next -> offsets.all().collectList().map(all -> rebuilding(projection, next, all)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .toFuture();
    }

    private static RebuildStatus rebuilding(String projection, Generation.Next next, List<ProjectionOffset> all) {
        var building = all.stream()
                .filter(offset -> offset.projection().equals(ReadModel.next(projection)))
                .toList();
        long entries = all.stream()
                .collect(Collectors.groupingBy(
                        ProjectionOffset::projection, Collectors.summingLong(ProjectionOffset::taken)))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        long taken = building.stream().mapToLong(ProjectionOffset::taken).sum();
        return new RebuildStatus(
                next.since(),
                entries,
                entries - taken,
                building.stream().flatMap(offset -> failing(offset).stream()).findFirst());
    }
}
