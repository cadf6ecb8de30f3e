package io.liveprofile.sealing;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
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
        """, """
        create index if not exists subject_key_erased_at_idx on sealing.subject_key (erased_at)
        where erased_at is not null\
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

    /** In the order of the subjects, as {@link #FIND_OR_MAKE}; who never had a key gets none any more. */
    private static final String ERASE = """
        with newer as (update sealing.subject_key set wrapped = null, erased_at = clock_timestamp()
                       where subject = any($1::text[]) and version > 1 and wrapped is not null)
        insert into sealing.subject_key as known (subject, version, wrapped, erased_at)
        select subject, 1, null, clock_timestamp() from unnest($1::text[]) as w(subject) order by subject
        on conflict (subject, version) do update
        set wrapped = null, erased_at = coalesce(known.erased_at, excluded.erased_at)
        returning subject, erased_at\
        """;

    private static final String ERASED_SINCE = """
        select clock_timestamp() as at,
            array(select distinct subject from sealing.subject_key where erased_at > $1) as subjects\
        """;

    private static final long LOCK = 0x5EA1_1A8CL;

    private final ConnectionFactory connections;

    SubjectKeyTable(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** A key as it stands in the table; {@code wrapped} is null once it was erased. */
    record Row(String subject, int version, byte @Nullable [] wrapped) {}

    /** @param at by the clock of the database */
    record Told(Instant at, List<String> subjects) {}

    /** When each of them was erased: now, or before. */
    Mono<Map<String, Instant>> erase(Collection<String> subjects) {
        return query(
                        ERASE,
                        subjects.toArray(String[]::new),
                        row -> Map.entry(
                                required(row.get("subject", String.class)),
                                required(row.get("erased_at", OffsetDateTime.class))
                                        .toInstant()))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<Told> erasedSince(Instant since) {
        return query(
                        ERASED_SINCE,
                        since.atOffset(ZoneOffset.UTC),
                        row -> new Told(
                                required(row.get("at", OffsetDateTime.class)).toInstant(),
                                List.of(required(row.get("subjects", String[].class)))))
                .single();
    }

    private <T> Flux<T> query(String sql, Object parameter, Function<Readable, T> read) {
        return Flux.usingWhen(
                connections.create(),
                connection -> Flux.from(connection
                                .createStatement(sql)
                                .bind("$1", parameter)
                                .execute())
                        .concatMap(result -> result.map(read)),
                Connection::close);
    }

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
