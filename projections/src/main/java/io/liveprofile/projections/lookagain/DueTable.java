package io.liveprofile.projections.lookagain;

import io.liveprofile.persistence.r2dbc.connection.BinaryArray;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

    private static final String JUDGED_BY_OTHERS = """
        select customer_id, due_at from look_again.due
        where (rule_version < $1 or rule_version > $1) and slice between $2 and $3 limit $4\
        """;

    private static final String LOOKED = """
        update look_again.due set due_at = $2, rule_version = $3
        where customer_id = $1 and due_at is not distinct from $4\
        """;

    private static final String PROGRESS =
            "select count(*) as customers, count(*) filter (where rule_version = $1) as judged from look_again.due";

    /** @param dueMillis {@link #NEVER} where nothing is due */
    record Row(String customerId, int slice, Optional<Long> dueMillis, String ruleVersion) {}

    record Due(String customerId, Optional<Instant> at) {}

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
    Mono<Void> looked(Due looked, Optional<Instant> next, String ruleVersion) {
        return Mono.usingWhen(
                connections.create(),
                connection -> {
                    var statement = connection
                            .createStatement(LOOKED)
                            .bind(0, looked.customerId())
                            .bind(2, ruleVersion);
                    bind(statement, 1, next);
                    bind(statement, 3, looked.at());
                    return Flux.from(statement.execute())
                            .concatMap(Result::getRowsUpdated)
                            .then();
                },
                Connection::close);
    }

    private static void bind(Statement statement, int index, Optional<Instant> at) {
        if (at.isPresent()) {
            statement.bind(index, at.get().atOffset(ZoneOffset.UTC));
        } else {
            statement.bindNull(index, OffsetDateTime.class);
        }
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
