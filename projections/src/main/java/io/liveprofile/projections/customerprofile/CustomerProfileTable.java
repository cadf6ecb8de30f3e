package io.liveprofile.projections.customerprofile;

import io.liveprofile.persistence.r2dbc.connection.BinaryArray;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code warehouse.customer_profile}: its definition and its one writer. */
final class CustomerProfileTable {
    private static final long LOCK = 0x3A8E_4005EL;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<String> DEFINITION = List.of(
            "create schema if not exists warehouse",
            """
            create table if not exists warehouse.customer_profile (
              customer_id text primary key,
              first_seen timestamptz not null,
              last_seen timestamptz not null,
              interactions bigint not null,
              journal_sequence bigint not null)\
            """,
            "comment on table warehouse.customer_profile is"
                    + " 'One row per customer: the profile as its newest journal entry tells it'",
            "comment on column warehouse.customer_profile.customer_id is"
                    + " 'The id with its namespace: user_id:… or anonymous_id:…'",
            "comment on column warehouse.customer_profile.first_seen is 'Event time of the oldest interaction'",
            "comment on column warehouse.customer_profile.last_seen is 'Event time of the newest interaction'",
            "comment on column warehouse.customer_profile.interactions is 'How many interactions the profile has taken"
                    + " in'",
            "comment on column warehouse.customer_profile.journal_sequence is"
                    + " 'Sequence number of the journal entry that this row is taken from'");

    /** An entry that comes again, or after a newer one, changes nothing. */
    private static final String UPSERT = """
        insert into warehouse.customer_profile as known
          (customer_id, first_seen, last_seen, interactions, journal_sequence)
        select id, to_timestamp(first_seen / 1000.0), to_timestamp(last_seen / 1000.0), interactions, sequence
        from unnest($1::text[], $2::int8[], $3::int8[], $4::int8[], $5::int8[])
          as row(id, first_seen, last_seen, interactions, sequence)
        order by id
        on conflict (customer_id) do update set
          first_seen = excluded.first_seen, last_seen = excluded.last_seen, interactions = excluded.interactions,
          journal_sequence = excluded.journal_sequence
        where known.journal_sequence < excluded.journal_sequence\
        """;

    record Row(String customerId, long firstSeenMillis, long lastSeenMillis, long interactions, long sequence) {}

    private CustomerProfileTable() {}

    /** Waits: nothing can be projected before. */
    static void define(ConnectionFactory connections) {
        Mono.usingWhen(
                        connections.create(),
                        connection -> Flux.concat(
                                        Mono.from(connection.beginTransaction()),
                                        execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")"),
                                        Flux.fromIterable(DEFINITION).concatMap(sql -> execute(connection, sql)),
                                        Mono.from(connection.commitTransaction()))
                                .then(),
                        Connection::close)
                .block(PATIENCE);
    }

    /** At most one row per customer. */
    static Mono<Void> upsert(Connection connection, List<Row> rows) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        return Flux.from(connection
                        .createStatement(UPSERT)
                        .bind("$1", BinaryArray.texts(rows, Row::customerId))
                        .bind("$2", BinaryArray.longs(rows, Row::firstSeenMillis))
                        .bind("$3", BinaryArray.longs(rows, Row::lastSeenMillis))
                        .bind("$4", BinaryArray.longs(rows, Row::interactions))
                        .bind("$5", BinaryArray.longs(rows, Row::sequence))
                        .execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }

    static Mono<Void> remove(Connection connection, List<String> ids) {
        return ids.isEmpty()
                ? Mono.empty()
                : Flux.from(connection
                                .createStatement("delete from warehouse.customer_profile where customer_id = any($1)")
                                .bind("$1", BinaryArray.texts(ids, id -> id))
                                .execute())
                        .concatMap(Result::getRowsUpdated)
                        .then();
    }

    private static Mono<Void> execute(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }
}
