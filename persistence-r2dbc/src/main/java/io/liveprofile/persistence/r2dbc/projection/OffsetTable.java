package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.connection.Tables;
import io.liveprofile.persistence.r2dbc.query.Position;
import io.liveprofile.persistence.r2dbc.query.SliceRange;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One row per projection and slice range: DDL in V2 of the module's migrations, writer and reader here. */
final class OffsetTable {

    private static final String COLUMNS = "projection, entity_type, min_slice, max_slice, db_timestamp, seq_nr,"
            + " persistence_id, taken, epoch, runner, paused, failing_since, last_error";

    private final ConnectionFactory connections;
    private final String offsets;
    private final String parked;
    private final String select;

    OffsetTable(ConnectionFactory connections, Tables tables) {
        this.connections = connections;
        this.offsets = tables.named("projection_offset");
        this.parked = tables.named("projection_parked");
        this.select = "select " + COLUMNS + " from " + offsets;
    }

    private String sql(String text) {
        return text.replace("{offsets}", offsets).replace("{parked}", parked);
    }

    /** The newest claim wins: what an earlier runner has under way can't be committed any more. */
    Mono<ProjectionOffset> claim(String projection, SliceRange range, String runner) {
        return Sql.with(
                connections,
                connection -> Sql.update(connection, sql("""
                    update {offsets} set runner = $1, epoch = epoch + 1
                    where projection = $2 and min_slice = $3 and max_slice = $4\
                    """), runner, projection, range.min(), range.max())
                        .then(current(connection, projection, range))
                        // Where the row was made between the two, by a runner of another range, it isn't claimed.
                        .filter(offset -> offset.runner().equals(runner)));
    }

    Mono<ProjectionOffset> current(String projection, SliceRange range) {
        return Sql.with(connections, connection -> current(connection, projection, range));
    }

    private Mono<ProjectionOffset> current(Connection connection, String projection, SliceRange range) {
        return Sql.query(
                        connection,
                        OffsetTable::offset,
                        select + " where projection = $1 and min_slice = $2 and max_slice = $3",
                        projection,
                        range.min(),
                        range.max())
                .next();
    }

    Flux<ProjectionOffset> all() {
        return Sql.with(
                        connections,
                        connection -> Sql.query(
                                        connection, OffsetTable::offset, select + " order by projection, min_slice")
                                .collectList())
                .flatMapIterable(offsets -> offsets);
    }

    Mono<List<ProjectionOffset>> of(String projection) {
        return Sql.with(
                connections,
                connection -> Sql.query(
                                connection,
                                OffsetTable::offset,
                                select + " where projection = $1 order by min_slice",
                                projection)
                        .collectList());
    }

    /** Moves on from where {@code claimed} is known to be; fails when it isn't there any more or mustn't move. */
    Mono<Void> advance(Connection connection, ProjectionOffset claimed, Position from, Position to, int entries) {
        return Sql.update(
                        connection,
                        sql("""
                            update {offsets}
                            set db_timestamp = $1, seq_nr = $2, persistence_id = $3, taken = taken + $11,
                                updated_at = now(), failing_since = null, last_error = null
                            where projection = $4 and min_slice = $5 and max_slice = $6 and epoch = $7 and not paused
                                and db_timestamp = $8 and seq_nr = $9 and persistence_id = $10\
                            """),
                        to.timestamp().atOffset(ZoneOffset.UTC),
                        to.sequenceNr(),
                        to.persistenceId(),
                        claimed.projection(),
                        claimed.range().min(),
                        claimed.range().max(),
                        claimed.epoch(),
                        from.timestamp().atOffset(ZoneOffset.UTC),
                        from.sequenceNr(),
                        from.persistenceId(),
                        (long) entries)
                .flatMap(updated -> updated == 1
                        ? Mono.empty()
                        : Mono.error(new Superseded(claimed.projection(), claimed.range())));
    }

    Mono<Long> failing(ProjectionOffset claimed, String error) {
        return Sql.with(
                connections,
                connection -> Sql.update(
                        connection,
                        sql("""
                            update {offsets} set failing_since = coalesce(failing_since, now()), last_error = $1
                            where projection = $2 and min_slice = $3 and max_slice = $4 and epoch = $5\
                            """),
                        error,
                        claimed.projection(),
                        claimed.range().min(),
                        claimed.range().max(),
                        claimed.epoch()));
    }

    /** Waits for a batch that is being committed; once it answers no other will be. */
    Mono<Long> pause(String projection, boolean paused) {
        return Sql.with(
                connections,
                connection -> Sql.update(
                        connection, sql("update {offsets} set paused = $1 where projection = $2"), paused, projection));
    }

    Mono<Long> reset(String projection) {
        return Sql.inTransaction(
                connections,
                connection -> Sql.update(connection, sql("delete from {parked} where projection = $1"), projection)
                        .then(Sql.update(
                                connection,
                                sql("""
                                    update {offsets}
                                    set db_timestamp = $1, seq_nr = $2, persistence_id = $3, taken = 0, epoch = epoch + 1,
                                        failing_since = null, last_error = null, updated_at = now()
                                    where projection = $4\
                                    """),
                                Position.START.timestamp().atOffset(ZoneOffset.UTC),
                                Position.START.sequenceNr(),
                                Position.START.persistenceId(),
                                projection)));
    }

    /**
     * Makes the rows of exactly these ranges. A range that wasn't there begins where the last of those that it replaces
     * is, or at the start if they don't cover it: it may repeat, and skips nothing.
     */
    Mono<Void> prepare(String projection, String entityType, List<SliceRange> ranges) {
        var mins = bounds(ranges, SliceRange::min);
        var maxs = bounds(ranges, SliceRange::max);
        return Sql.inTransaction(
                connections,
                connection -> Sql.query(
                                connection,
                                row -> true,
                                "select pg_advisory_xact_lock(hashtextextended('projection ' || $1, 0))::text as"
                                        + " locked",
                                projection)
                        .then()
                        .then(Sql.update(
                                connection,
                                sql("""
                                    insert into {offsets}
                                        (projection, entity_type, min_slice, max_slice, db_timestamp, seq_nr,
                                         persistence_id, paused, taken)
                                    select $1, $2, wanted.min_slice, wanted.max_slice,
                                        coalesce(last.db_timestamp, $5), coalesce(last.seq_nr, $6),
                                        coalesce(last.persistence_id, $7), coalesce(known.paused, false),
                                        coalesce(known.taken, 0)
                                    from unnest($3::int[], $4::int[]) as wanted(min_slice, max_slice)
                                    cross join lateral (
                                        select bool_or(paused) as paused,
                                            sum(taken * (least(old.max_slice, wanted.max_slice)
                                                - greatest(old.min_slice, wanted.min_slice) + 1)
                                                / (old.max_slice - old.min_slice + 1))::bigint as taken,
                                            sum(least(old.max_slice, wanted.max_slice)
                                                - greatest(old.min_slice, wanted.min_slice) + 1) as slices
                                        from {offsets} old
                                        where old.projection = $1 and old.min_slice <= wanted.max_slice
                                            and old.max_slice >= wanted.min_slice
                                    ) known
                                    left join lateral (
                                        select db_timestamp, seq_nr, persistence_id from {offsets} old
                                        where old.projection = $1 and old.min_slice <= wanted.max_slice
                                            and old.max_slice >= wanted.min_slice
                                        order by db_timestamp, seq_nr, persistence_id collate "C" limit 1
                                    ) last on known.slices = wanted.max_slice - wanted.min_slice + 1
                                    on conflict (projection, min_slice, max_slice) do nothing\
                                    """),
                                projection,
                                entityType,
                                mins,
                                maxs,
                                Position.START.timestamp().atOffset(ZoneOffset.UTC),
                                Position.START.sequenceNr(),
                                Position.START.persistenceId()))
                        .then(Sql.update(connection, sql("""
                            delete from {offsets} old where projection = $1 and not exists (
                                select from unnest($2::int[], $3::int[]) as wanted(min_slice, max_slice)
                                where wanted.min_slice = old.min_slice and wanted.max_slice = old.max_slice)\
                            """), projection, mins, maxs))
                        .then());
    }

    private static Integer[] bounds(List<SliceRange> ranges, ToIntFunction<SliceRange> bound) {
        return ranges.stream().mapToInt(bound).boxed().toArray(Integer[]::new);
    }

    private static ProjectionOffset offset(Readable row) {
        var failingSince = row.get("failing_since", OffsetDateTime.class);
        return new ProjectionOffset(
                Sql.text(row, "projection"),
                Sql.text(row, "entity_type"),
                new SliceRange(Sql.integer(row, "min_slice"), Sql.integer(row, "max_slice")),
                new Position(
                        Sql.instant(row, "db_timestamp"), Sql.bigint(row, "seq_nr"), Sql.text(row, "persistence_id")),
                Sql.bigint(row, "taken"),
                Sql.bigint(row, "epoch"),
                Objects.requireNonNullElse(row.get("runner", String.class), ""),
                Boolean.TRUE.equals(row.get("paused", Boolean.class)),
                failingSince == null ? null : failingSince.toInstant(),
                row.get("last_error", String.class));
    }
}
