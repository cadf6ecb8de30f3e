package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.connection.Tables;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tables behind the read models, generation by generation: DDL in V3 of the module's migrations. */
final class Generations {
    private static final Logger log = LoggerFactory.getLogger(Generations.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(20);

    /** For so long the projection stands still at most, until the next tables have what it has. */
    private static final long STEPS_MAX = 150;

    /** Readers that come while somebody's long query keeps the view wait no longer than this. */
    private static final String LOCK_MAX = "set local lock_timeout = '2s'";

    /** No projection has this name. Those that share a schema are defined one after the other: only one can make it. */
    private static final String ANY = "*";

    private final ConnectionFactory connections;
    private final String generations;
    private final String offsets;
    private final String parked;

    Generations(ConnectionFactory connections, Tables tables) {
        this.connections = connections;
        this.generations = tables.named("projection_generation");
        this.offsets = tables.named("projection_offset");
        this.parked = tables.named("projection_parked");
    }

    private String sql(String text) {
        return text.replace("{generations}", generations)
                .replace("{offsets}", offsets)
                .replace("{parked}", parked);
    }

    /** Waits: nothing can be projected before. One node at a time; changes nothing where all is there. */
    void define(ReadModel model) {
        Sql.inTransaction(
                        connections,
                        connection -> locked(connection, ANY)
                                .then(locked(connection, model.projection()))
                                .then(Sql.update(
                                        connection,
                                        sql("insert into {generations} (projection, current) values ($1, 1)"
                                                + " on conflict do nothing"),
                                        model.projection()))
                                .then(of(connection, model.projection()))
                                .flatMap(known -> define(connection, model, known)))
                .block(PATIENCE);
    }

    private static Mono<Void> define(Connection connection, ReadModel model, Generation known) {
        return Flux.fromIterable(model.tables())
                .concatMap(table -> isShown(connection, table)
                        .flatMapMany(shown -> shown
                                ? Flux.<String>empty()
                                : Flux.concat(
                                        Flux.just("create schema if not exists " + table.schema(), adopted(table)),
                                        Flux.fromIterable(table.definition(known.current())),
                                        Flux.fromStream(known.next().stream()
                                                .flatMap(next -> table.definition(next.generation()).stream())),
                                        Flux.just(table.show(known.current())),
                                        Flux.fromIterable(table.comments()))))
                .concatMap(statement -> Sql.update(connection, statement))
                .then();
    }

    /** A table from before there were generations is the first one. */
    private static String adopted(ModelTable table) {
        var first = table.behind(1);
        return """
            do $$ begin
                if exists (select from pg_class where oid = to_regclass('%1$s') and relkind = 'r') then
                    create schema if not exists %2$s;
                    alter table %1$s set schema %2$s;
                    alter table %2$s.%3$s rename to %4$s;
                end if;
            end $$\
            """.formatted(
                        table.view(), ModelTable.BEHIND, table.name(), first.substring(ModelTable.BEHIND.length() + 1));
    }

    /** With all its columns, each said what it is: a new word on one defines the view anew. */
    private static Mono<Boolean> isShown(Connection connection, ModelTable table) {
        return Sql.query(connection, row -> Sql.text(row, "shown"), """
            select coalesce(string_agg(attname || ': ' || col_description(attrelid, attnum), E'\\n'
                order by attnum), '') as shown
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.oid = to_regclass($1) and relkind = 'v' and attnum > 0 and not attisdropped\
            """, table.view())
                .next()
                .map(shown -> shown.equals(String.join(
                        "\n",
                        table.columns().stream()
                                .map(column -> column.name() + ": " + column.says())
                                .toList())));
    }

    Mono<Generation> of(String projection) {
        return Sql.with(connections, connection -> of(connection, projection));
    }

    /** The projections whose next tables are being built. */
    Mono<Set<String>> building() {
        return Sql.with(
                connections,
                connection -> Sql.query(
                                connection,
                                row -> Sql.text(row, "projection"),
                                sql("select projection from {generations} where next is not null"))
                        .collect(Collectors.toSet()));
    }

    private Mono<Generation> of(Connection connection, String projection) {
        return Sql.query(
                        connection,
                        Generations::generation,
                        sql("select current, next, next_since from {generations} where projection = $1"),
                        projection)
                .next();
    }

    /** Makes the next tables, empty; false where they are being built already. */
    Mono<Boolean> begin(ReadModel model) {
        return Sql.inTransaction(
                connections,
                connection -> locked(connection, model.projection())
                        .then(Sql.update(
                                connection,
                                sql("update {generations} set next = current + 1, next_since = now()"
                                        + " where projection = $1 and next is null"),
                                model.projection()))
                        .flatMap(begun -> begun == 0
                                ? Mono.just(false)
                                : empty(connection, model).thenReturn(true)));
    }

    private Mono<Void> empty(Connection connection, ReadModel model) {
        return Sql.update(connection, sql("delete from {offsets} where projection = $1"), model.next())
                .then(Sql.update(connection, sql("delete from {parked} where projection = $1"), model.next()))
                .then(of(connection, model.projection()))
                .flatMapMany(known -> Flux.fromIterable(model.tables()).concatMap(table -> {
                    int next = known.next().orElseThrow().generation();
                    return Flux.concat(
                            Flux.just("drop table if exists " + table.behind(next)),
                            Flux.fromIterable(table.definition(next)));
                }))
                .concatMap(statement -> Sql.update(connection, statement))
                .then();
    }

    /** Gives the next tables up. */
    Mono<Boolean> cancel(ReadModel model) {
        return Sql.inTransaction(
                connections,
                connection -> locked(connection, model.projection())
                        .then(of(connection, model.projection()))
                        .flatMap(known -> known.next().isEmpty()
                                ? Mono.just(false)
                                : Sql.update(
                                                connection,
                                                sql("delete from {offsets} where projection = $1"),
                                                model.next())
                                        .then(Sql.update(
                                                connection,
                                                sql("delete from {parked} where projection = $1"),
                                                model.next()))
                                        .then(Sql.update(
                                                connection,
                                                sql("update {generations} set next = null, next_since = null"
                                                        + " where projection = $1"),
                                                model.projection()))
                                        .then(drop(
                                                connection,
                                                model,
                                                known.next().get().generation()))
                                        .thenReturn(true)));
    }

    /**
     * The next tables are read from now on. The projection stands still meanwhile, until they have all that it has, so
     * that no reader ever sees an older state than before; a batch under way ends first, and one begun after finds that it
     * was overtaken.
     */
    Mono<Void> takeOver(ReadModel model) {
        var name = model.projection();
        var next = model.next();
        return Sql.inTransaction(
                        connections,
                        connection -> Sql.update(connection, LOCK_MAX)
                                .then(locked(connection, name))
                                .then(Sql.update(
                                        connection,
                                        sql("update {offsets} set epoch = epoch + 1 where projection = $1"),
                                        name))
                                .then(caughtUp(connection, name, next))
                                .then(Sql.update(
                                        connection,
                                        sql("update {offsets} set epoch = epoch + 1 where projection = $1"),
                                        next))
                                .then(moveOffsets(connection, name, next))
                                .then(show(connection, model)))
                .flatMap(old -> Sql.with(connections, connection -> drop(connection, model, old))
                        .onErrorResume(failure -> {
                            log.warn("The tables of {} that nobody reads any more are left", name, failure);
                            return Mono.empty();
                        }));
    }

    private Mono<Void> caughtUp(Connection connection, String name, String next) {
        return Mono.defer(() -> Sql.query(connection, row -> Sql.bigint(row, "behind"), sql("""
            select count(*) as behind from {offsets} now left join {offsets} next
                on next.projection = $2 and next.min_slice = now.min_slice
                    and next.max_slice = now.max_slice
            where now.projection = $1 and (next.projection is null
                or (next.db_timestamp, next.seq_nr, next.persistence_id collate "C")
                    < (now.db_timestamp, now.seq_nr, now.persistence_id collate "C"))\
            """), name, next)
                        .next())
                .filter(behind -> behind == 0)
                .repeatWhenEmpty((int) STEPS_MAX, tries -> tries.delayElements(STEP))
                .then();
    }

    private Mono<Void> moveOffsets(Connection connection, String name, String next) {
        return Sql.update(connection, sql("""
            update {offsets} now set db_timestamp = next.db_timestamp, seq_nr = next.seq_nr,
                persistence_id = next.persistence_id, taken = next.taken, updated_at = now(), failing_since = null,
                last_error = null
            from {offsets} next
            where now.projection = $1 and next.projection = $2
                and next.min_slice = now.min_slice and next.max_slice = now.max_slice\
            """), name, next)
                .then(Sql.update(connection, sql("delete from {parked} where projection = $1"), name))
                .then(Sql.update(
                        connection, sql("update {parked} set projection = $1 where projection = $2"), name, next))
                .then(Sql.update(connection, sql("delete from {offsets} where projection = $1"), next))
                .then();
    }

    /** Answers which generation was read before. */
    private Mono<Integer> show(Connection connection, ReadModel model) {
        return of(connection, model.projection())
                .flatMap(known -> Flux.fromIterable(model.tables())
                        .concatMap(table -> Sql.update(
                                connection,
                                table.show(known.next().orElseThrow().generation())))
                        .then(Sql.update(
                                connection,
                                sql("update {generations} set current = next, next = null, next_since = null"
                                        + " where projection = $1"),
                                model.projection()))
                        .thenReturn(known.current()));
    }

    private static Mono<Void> drop(Connection connection, ReadModel model, int generation) {
        return Flux.fromIterable(model.tables())
                .concatMap(table -> Sql.update(connection, "drop table if exists " + table.behind(generation)))
                .then();
    }

    private static Mono<Void> locked(Connection connection, String projection) {
        return Sql.query(
                        connection,
                        row -> true,
                        "select pg_advisory_xact_lock(hashtextextended('read model ' || $1, 0))::text as locked",
                        projection)
                .then();
    }

    private static Generation generation(Readable row) {
        var next = row.get("next", Integer.class);
        return new Generation(
                Sql.integer(row, "current"),
                next == null
                        ? Optional.empty()
                        : Optional.of(new Generation.Next(
                                next,
                                Objects.requireNonNull(row.get("next_since", OffsetDateTime.class))
                                        .toInstant())));
    }
}
