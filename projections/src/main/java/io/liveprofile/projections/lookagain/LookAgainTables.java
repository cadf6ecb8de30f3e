package io.liveprofile.projections.lookagain;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The definition of both tables of this package. */
final class LookAgainTables {
    private static final long LOCK = 0x3A8E_400A6L;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<String> DEFINITION = List.of(
            "create schema if not exists look_again",
            """
            create table if not exists look_again.due (
              customer_id text collate "C" primary key,
              slice integer not null,
              due_at timestamptz,
              rule_version text not null)\
            """,
            "create index if not exists due_due_at_idx on look_again.due (due_at)",
            "create index if not exists due_rule_version_idx on look_again.due (rule_version)",
            "comment on table look_again.due is 'When each customer must be looked at though nothing happens'",
            "comment on column look_again.due.due_at is 'Looked at no sooner; none: nothing would come of it'",
            "comment on column look_again.due.rule_version is 'Of the rules that judged the customer last, as far as"
                    + " is known; empty while the customer is looked at'",
            """
            create table if not exists look_again.heard (
              topic text not null,
              partition integer not null,
              until timestamptz not null,
              primary key (topic, partition))\
            """,
            "comment on table look_again.heard is 'Up to when each partition has been heard: later nobody is silent'");

    private LookAgainTables() {}

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

    private static Mono<Void> execute(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }
}
