package io.liveprofile.projections.lookagain;

import io.liveprofile.persistence.r2dbc.connection.BinaryArray;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
        order by id
        on conflict (customer_id) do update set due_at = excluded.due_at
        where known.due_at is null or excluded.due_at < known.due_at\
        """;

    private static final String DUE = """
        select customer_id, due_at from look_again.due
        where due_at <= $1 and slice between $2 and $3 order by due_at limit $4\
        """;

    /** In the order of an index: PostgreSQL reads no further than it must, before it knows how many judged by whom, too. */
    private static final String JUDGED_BY_OTHERS = """
        (select customer_id, due_at from look_again.due
        where rule_version < $1 and slice between $2 and $3 order by rule_version limit $4)
        union all
        (select customer_id, due_at from look_again.due
        where rule_version > $1 and slice between $2 and $3 order by rule_version limit $4)
        limit $4\
        """;

    /** The rows in the order in which {@link #UPSERT} takes them: neither waits for the other in a ring. */
    private static final String LOOKED = """
        with told as (
          select id, version, timestamptz 'epoch' + nullif(was, 0) * interval '1 microsecond' as was,
            timestamptz 'epoch' + nullif(next, 0) * interval '1 microsecond' as next
          from unnest($1::text[], $2::int8[], $3::int8[], $4::text[]) as row(id, was, next, version)),
        held as (
          select customer_id from look_again.due where customer_id in (select id from told)
          order by customer_id for update)
        update look_again.due as known set due_at = told.next, rule_version = told.version
        from told join held on held.customer_id = told.id
        where known.customer_id = told.id and known.due_at is not distinct from told.was\
        """;

    private static final String PROGRESS =
            "select count(*) as customers, count(*) filter (where rule_version = $1) as judged from look_again.due";

    /** @param dueMillis {@link #NEVER} where nothing is due */
    record Row(String customerId, int slice, Optional<Long> dueMillis, String ruleVersion) {}

    record Due(String customerId, Optional<Instant> at) {}

    /** @param next when the next look is due */
    record Looked(Due due, Optional<Instant> next, String ruleVersion) {}

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

    Mono<List<Due>> due(Part part, Instant until, int max) {
        return rows(part, DUE, until.atOffset(ZoneOffset.UTC), max);
    }

    /** Whom other rules than these judged last. */
    Mono<List<Due>> judgedByOthers(Part part, String ruleVersion, int max) {
        return rows(part, JUDGED_BY_OTHERS, ruleVersion, max);
    }

    private Mono<List<Due>> rows(Part part, String sql, Object first, int max) {
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.from(connection
                                .createStatement(sql)
                                .bind(0, first)
                                .bind(1, part.firstSlice())
                                .bind(2, part.lastSlice())
                                .bind(3, max)
                                .execute())
                        .concatMap(result -> result.map((Readable row) -> dueIn(row)))
                        .collectList(),
                Connection::close);
    }

    private static Due dueIn(Readable row) {
        return new Due(
                Objects.requireNonNull(row.get("customer_id", String.class)),
                Optional.ofNullable(row.get("due_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }

    /** Unless an event has brought the next look forward meanwhile. */
    Mono<Void> note(List<Looked> looked) {
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.from(connection
                                .createStatement(LOOKED)
                                .bind(
                                        "$1",
                                        BinaryArray.texts(
                                                looked, each -> each.due().customerId()))
                                .bind(
                                        "$2",
                                        BinaryArray.longs(
                                                looked,
                                                each -> micros(each.due().at())))
                                .bind("$3", BinaryArray.longs(looked, each -> micros(each.next())))
                                .bind("$4", BinaryArray.texts(looked, Looked::ruleVersion))
                                .execute())
                        .concatMap(Result::getRowsUpdated)
                        .then(),
                Connection::close);
    }

    /** As the column has it: what is compared must be the same to the last digit. */
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
