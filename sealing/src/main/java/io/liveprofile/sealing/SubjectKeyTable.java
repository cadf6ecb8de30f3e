package io.liveprofile.sealing;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The table of subject keys: its definition, its one writer and its one reader. A schema of its own, because it is
 * backed up apart and for a short time. A destroyed key leaves its row, so that nobody makes the subject a new one.
 */
final class SubjectKeyTable {
    private static final List<String> DEFINITION = List.of("create schema if not exists sealing", """
        create table if not exists sealing.subject_key (
          subject text not null,
          version int not null,
          wrapped bytea,
          created_at timestamptz not null default now(),
          erased_at timestamptz,
          primary key (subject, version),
          check ((wrapped is null) = (erased_at is not null)))\
        """);

    /** An insert and its own select see one snapshot: what another node made meanwhile comes with the next attempt. */
    private static final String FIND_OR_MAKE = """
        with wanted as (select * from unnest($1::text[], $2::text[]) as w(subject, wrapped)),
             made as (insert into sealing.subject_key (subject, version, wrapped)
                      select subject, 1, decode(wrapped, 'base64') from wanted
                      on conflict do nothing
                      returning subject, version, wrapped)
        select subject, version, wrapped from made
        union all
        select distinct on (k.subject) k.subject, k.version, k.wrapped
        from sealing.subject_key k join wanted w on w.subject = k.subject
        order by subject, version desc\
        """;

    private static final long LOCK = 0x5EA1_1A8CL;

    private final ConnectionFactory connections;

    SubjectKeyTable(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** A key as it stands in the table; {@code wrapped} is null once it was erased. */
    record Row(String subject, int version, byte @Nullable [] wrapped) {}

    Mono<Void> define() {
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.concat(
                                Mono.from(connection.beginTransaction()),
                                execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")"),
                                Flux.fromIterable(DEFINITION).concatMap(sql -> execute(connection, sql)),
                                Mono.from(connection.commitTransaction()))
                        .then(),
                Connection::close);
    }

    /** Candidates are offered in the order of their subjects, so that two nodes never wait for each other in a ring. */
    Flux<Row> findOrMake(Map<String, byte[]> wrappedCandidates) {
        var sorted = new TreeMap<>(wrappedCandidates);
        var subjects = sorted.keySet().toArray(String[]::new);
        var wrapped = sorted.values().stream()
                .map(Base64.getEncoder()::encodeToString)
                .toArray(String[]::new);
        return Flux.usingWhen(
                connections.create(),
                connection -> Flux.from(connection
                                .createStatement(FIND_OR_MAKE)
                                .bind("$1", subjects)
                                .bind("$2", wrapped)
                                .execute())
                        .concatMap(result -> result.map((row, metadata) -> new Row(
                                required(row.get("subject", String.class)),
                                required(row.get("version", Integer.class)),
                                row.get("wrapped", byte[].class)))),
                Connection::close);
    }

    private static <T> T required(@Nullable T column) {
        if (column == null) {
            throw new IllegalStateException("a column that can't be null is");
        }
        return column;
    }

    private static Flux<Void> execute(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map((row, metadata) -> 0))
                .thenMany(Flux.empty());
    }
}
