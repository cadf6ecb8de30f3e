package io.liveprofile.projections.lookagain;

import io.liveprofile.persistence.r2dbc.connection.BinaryArray;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code look_again.due}: its writers and its readers. */
final class DueTable {
    private static final long NEVER = 0;

    /** An event only brings the look forward: one that comes too soon finds out when the next one is due. */
    private static final String UPSERT = """
        insert into look_again.due as known (customer_id, slice, due_at, rule_version)
        select id, slice, to_timestamp(nullif(due_at, 0) / 1000.0), rule_version
        from unnest($1::text[], $2::int4[], $3::int8[], $4::text[]) as row(id, slice, due_at, rule_version)
        order by id collate "C"
        on conflict (customer_id) do update set due_at = excluded.due_at
        where known.due_at is null or excluded.due_at < known.due_at\
        """;

    private static final String DUE = """
        select customer_id from look_again.due
        where due_at <= $1 and slice between $2 and $3 order by due_at limit $4\
        """;

    /** In the order of an index: PostgreSQL reads no further than it must, before it knows how many judged by whom, too. */
    private static final String JUDGED_BY_OTHERS = """
        (select customer_id from look_again.due
        where rule_version < $1 and slice between $2 and $3 order by rule_version limit $4)
        union all
        (select customer_id from look_again.due
        where rule_version > $1 and slice between $2 and $3 order by rule_version limit $4)
        limit $4\
        """;

    /** The rows in the order in which {@link #UPSERT} takes them, as in {@link #LOOKED}: none waits for another in a ring. */
    private static final String TAKE = """
        update look_again.due as known set due_at = null, rule_version = ''
        from (select customer_id from look_again.due where customer_id = any($1)
          order by customer_id collate "C" for update) as held
        where known.customer_id = held.customer_id\
        """;

    private static final String LOOKED = """
        with told as (
          select id, version, timestamptz 'epoch' + nullif(next, 0) * interval '1 microsecond' as next
          from unnest($1::text[], $2::int8[], $3::text[]) as row(id, next, version)),
        held as (
          select customer_id from look_again.due where customer_id in (select id from told)
          order by customer_id collate "C" for update)
        update look_again.due as known
        set due_at = least(known.due_at, told.next), rule_version = told.version
        from told join held on held.customer_id = told.id
        where known.customer_id = told.id\
        """;

    private static final String PROGRESS =
            "select count(*) as customers, count(*) filter (where rule_version = $1) as judged from look_again.due";

    /** @param dueMillis {@link #NEVER} where nothing is due */
    record Row(String customerId, int slice, Optional<Long> dueMillis, String ruleVersion) {}

    /** @param next when the next look is due */
    record Looked(String customerId, Optional<Instant> next, String ruleVersion) {}

    private final ConnectionFactory connections;

    DueTable(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** At most one row per customer. */
    static Mono<Void> upsert(Connection connection, List<Row> rows) {
        return rows.isEmpty()
                ? Mono.empty()
                : Flux.from(connection
                                .createStatement(UPSERT)
                                .bind("$1", BinaryArray.texts(rows, Row::customerId))
                                .bind("$2", BinaryArray.ints(rows, Row::slice))
                                .bind(
                                        "$3",
                                        BinaryArray.longs(
                                                rows, row -> row.dueMillis().orElse(NEVER)))
                                .bind("$4", BinaryArray.texts(rows, Row::ruleVersion))
                                .execute())
                        .concatMap(Result::getRowsUpdated)
                        .then();
    }

    static Mono<Void> remove(Connection connection, List<String> ids) {
        return ids.isEmpty()
                ? Mono.empty()
                : Flux.from(connection
                                .createStatement("delete from look_again.due where customer_id = any($1)")
                                .bind("$1", BinaryArray.texts(ids, id -> id))
                                .execute())
                        .concatMap(Result::getRowsUpdated)
                        .then();
    }

    Mono<List<String>> due(Part part, Instant until, int max) {
        return ids(part, DUE, until.atOffset(ZoneOffset.UTC), max);
    }

    /** Whom other rules than these judged last, and whoever was taken and never noted. */
    Mono<List<String>> judgedByOthers(Part part, String ruleVersion, int max) {
        return ids(part, JUDGED_BY_OTHERS, ruleVersion, max);
    }

    private Mono<List<String>> ids(Part part, String sql, Object first, int max) {
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.from(connection
                                .createStatement(sql)
                                .bind(0, first)
                                .bind(1, part.firstSlice())
                                .bind(2, part.lastSlice())
                                .bind(3, max)
                                .execute())
                        .concatMap(result -> result.map(
                                (Readable row) -> Objects.requireNonNull(row.get("customer_id", String.class))))
                        .collectList(),
                Connection::close);
    }

    /**
     * Before they are looked at: nothing is due of them from now on, so that whatever an event says meanwhile stays.
     * Judged by no rules until {@link #note}: whoever goes away in between leaves nobody behind.
     */
    Mono<Void> take(List<String> ids) {
        return ids.isEmpty()
                ? Mono.empty()
                : update(connection -> connection.createStatement(TAKE).bind("$1", BinaryArray.texts(ids, id -> id)));
    }

    /** An event that came meanwhile may have brought the next look forward: the sooner one counts. */
    Mono<Void> note(List<Looked> looked) {
        return update(connection -> connection
                .createStatement(LOOKED)
                .bind("$1", BinaryArray.texts(looked, Looked::customerId))
                .bind("$2", BinaryArray.longs(looked, each -> micros(each.next())))
                .bind("$3", BinaryArray.texts(looked, Looked::ruleVersion)));
    }

    private Mono<Void> update(Function<Connection, Statement> statement) {
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.from(statement.apply(connection).execute())
                        .concatMap(Result::getRowsUpdated)
                        .then(),
                Connection::close);
    }

    private static long micros(Optional<Instant> at) {
        return at.map(time -> ChronoUnit.MICROS.between(Instant.EPOCH, time)).orElse(NEVER);
    }

    Mono<Rejudging> rejudging(String ruleVersion) {
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.from(connection
                                .createStatement(PROGRESS)
                                .bind(0, ruleVersion)
                                .execute())
                        .concatMap(result -> result.map((Readable row) -> new Rejudging(
                                ruleVersion,
                                Objects.requireNonNull(row.get("customers", Long.class)),
                                Objects.requireNonNull(row.get("judged", Long.class)))))
                        .single(),
                Connection::close);
    }
}
