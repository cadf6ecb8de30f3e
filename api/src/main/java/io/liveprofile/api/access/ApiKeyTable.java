package io.liveprofile.api.access;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of API keys: its definition, its one writer and its one reader. A revoked key leaves its row. */
final class ApiKeyTable {
    private static final List<String> DEFINITION = List.of("create schema if not exists access", """
        create table if not exists access.api_key (
          id text primary key,
          name text not null,
          role text not null,
          secret_sha256 bytea not null,
          created_at timestamptz not null default clock_timestamp(),
          revoked_at timestamptz)\
        """);

    private static final long LOCK = 0xACCE_55L;

    private final ConnectionFactory connections;

    ApiKeyTable(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** A key and what proves that somebody holds it. */
    record Row(ApiKey key, byte[] secretHash) {}

    Mono<Void> define() {
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.concat(
                                Mono.from(connection.beginTransaction()),
                                done(connection, "select pg_advisory_xact_lock(" + LOCK + ")"),
                                Flux.fromIterable(DEFINITION).concatMap(sql -> done(connection, sql)),
                                Mono.from(connection.commitTransaction()))
                        .then(),
                Connection::close);
    }

    Mono<List<Row>> all() {
        return rows("select * from access.api_key order by created_at, id").collectList();
    }

    Mono<Row> add(KeyText text, String name, Role role) {
        return rows(
                        "insert into access.api_key (id, name, role, secret_sha256) values ($1, $2, $3, $4) returning"
                                + " *",
                        text.id(),
                        name,
                        role.word(),
                        text.hash())
                .single();
    }

    /** Empty where there is no such key; a key that is revoked already stays revoked since then. */
    Mono<Row> revoke(String id) {
        return rows(
                        "update access.api_key set revoked_at = coalesce(revoked_at, clock_timestamp())"
                                + " where id = $1 returning *",
                        id)
                .next();
    }

    private Flux<Row> rows(String sql, Object... values) {
        return Flux.usingWhen(
                connections.create(),
                connection -> {
                    var statement = connection.createStatement(sql);
                    for (int i = 0; i < values.length; i++) {
                        statement.bind(i, values[i]);
                    }
                    return Flux.from(statement.execute()).concatMap(result -> result.map(readable -> row(readable)));
                },
                Connection::close);
    }

    private static Row row(Readable readable) {
        var word = required(readable.get("role", String.class));
        return new Row(
                new ApiKey(
                        required(readable.get("id", String.class)),
                        required(readable.get("name", String.class)),
                        Role.of(word).orElseThrow(() -> new IllegalStateException("no role is called " + word)),
                        instant(required(readable.get("created_at", OffsetDateTime.class))),
                        Optional.ofNullable(readable.get("revoked_at", OffsetDateTime.class))
                                .map(ApiKeyTable::instant)),
                required(readable.get("secret_sha256", byte[].class)));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    private static <T> T required(@Nullable T column) {
        if (column == null) {
            throw new IllegalStateException("a column that can't be null is");
        }
        return column;
    }

    private static Flux<Void> done(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map((row, metadata) -> 0))
                .thenMany(Flux.empty());
    }
}
