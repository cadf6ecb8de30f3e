package io.liveprofile.persistence.r2dbc.connection;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings the tables to the version that this release needs. One node at a time, each step once and in a transaction with
 * the note that it was taken; a step that was released is never edited.
 */
final class Migrations {
    private static final List<String> STEPS =
            List.of("V1__journal_and_snapshot", "V2__projections", "V3__generations", "V4__entries_taken");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOCK = 0x11FE_9120_F11EL;

    private final PostgresqlConnectionFactory connections;
    private final Tables tables;

    Migrations(PostgresqlConnectionFactory connections, Tables tables) {
        this.connections = connections;
        this.tables = tables;
    }

    /** Nothing can be written or read before: whoever starts the plugin waits. */
    void run() {
        Mono.usingWhen(
                        connections.create(),
                        connection -> connection
                                .beginTransaction()
                                .then(execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")"))
                                .then(schema(connection))
                                .then(execute(connection, """
                                    create table if not exists %s (
                                        step varchar(255) primary key, taken_at timestamptz not null default now())\
                                    """.formatted(tables.named("persistence_migration"))))
                                .then(taken(connection))
                                .flatMapMany(taken -> Flux.fromIterable(STEPS).filter(step -> !taken.contains(step)))
                                .concatMap(step -> execute(connection, sql(step))
                                        .then(execute(
                                                connection,
                                                "insert into " + tables.named("persistence_migration")
                                                        + " (step) values ('" + step + "')")))
                                .then(connection.commitTransaction()),
                        PostgresqlConnection::close,
                        (connection, _) -> connection.close(),
                        PostgresqlConnection::close)
                .block(PATIENCE);
    }

    private Mono<Void> schema(PostgresqlConnection connection) {
        return tables.schema().isEmpty()
                ? Mono.empty()
                : execute(connection, "create schema if not exists " + tables.schema());
    }

    private Mono<List<String>> taken(PostgresqlConnection connection) {
        return connection
                .createStatement("select step from " + tables.named("persistence_migration"))
                .execute()
                .flatMap(result -> result.map((row, _) -> Objects.requireNonNull(row.get("step", String.class))))
                .collectList();
    }

    private String sql(String step) {
        try (var file =
                Migrations.class.getResourceAsStream("/io/liveprofile/persistence/r2dbc/migrations/" + step + ".sql")) {
            return new String(Objects.requireNonNull(file, step).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${schema}.", tables.schema().isEmpty() ? "" : tables.schema() + ".")
                    .replace("${journal}", tables.journal())
                    .replace("${snapshot}", tables.snapshot());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mono<Void> execute(PostgresqlConnection connection, String sql) {
        return connection
                .createStatement(sql)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then();
    }
}
