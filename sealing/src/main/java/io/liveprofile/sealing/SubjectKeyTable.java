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
 * backed up apart and for a short time. A destroyed key leaves its row, so that nobody makes the subject a new one by
 * mistake; one that is made on purpose has the next version, and names the tombstone that it follows.
 */
final class SubjectKeyTable {
    private static final List<String> DEFINITION =
            List.of("create schema if not exists sealing", """
                create table if not exists sealing.subject_key (
                  subject text not null,
                  version int not null,
                  wrapped bytea,
                  created_at timestamptz not null default now(),
                  erased_at timestamptz,
                  primary key (subject, version),
                  check ((wrapped is null) = (erased_at is not null)))\
                """, """
                alter table sealing.subject_key add column if not exists follows bigint not null default 0\
                """, """
                comment on column sealing.subject_key.follows is
                'Sequence number of the tombstone behind which what this key seals begins; 0 of a first key'\
                """, """
                create index if not exists subject_key_renewed_at_idx on sealing.subject_key (created_at) where version > 1\
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
                      returning subject, version, wrapped, created_at)
        select subject, version, wrapped, created_at from made
        union all
        (select distinct on (k.subject) k.subject, k.version, k.wrapped, k.created_at
         from sealing.subject_key k join wanted w on w.subject = k.subject
         order by k.subject, k.version desc)\
        """;

    /**
     * In the order of the subjects, as {@link #FIND_OR_MAKE}; who never had a key gets none any more. A key that follows the
     * tombstone stays: whoever was erased has begun anew since.
     */
    private static final String ERASE = """
        with wanted as (select * from unnest($1::text[], $2::bigint[]) as w(subject, tombstone)),
             newer as (update sealing.subject_key k set wrapped = null, erased_at = clock_timestamp() from wanted w
                       where k.subject = w.subject and k.version > 1 and k.follows < w.tombstone
                           and k.wrapped is not null
                       returning k.subject, k.version, k.erased_at),
             first as (insert into sealing.subject_key as known (subject, version, wrapped, erased_at)
                       select subject, 1, null, clock_timestamp() from wanted order by subject
                       on conflict (subject, version) do update
                       set wrapped = null, erased_at = coalesce(known.erased_at, excluded.erased_at)
                       returning subject, version, erased_at),
             before as (select k.subject, k.version, k.erased_at from sealing.subject_key k
                        join wanted w on w.subject = k.subject
                        where k.follows < w.tombstone and k.erased_at is not null)
        select distinct on (subject) subject, erased_at
        from (select * from newer union all select * from first union all select * from before) as destroyed
        order by subject, version desc\
        """;

    private static final String NEWEST = """
        select distinct on (subject) subject, version, follows, wrapped is null as erased from sealing.subject_key
        where subject = any($1::text[]) order by subject, version desc\
        """;

    private static final String RENEW = """
        insert into sealing.subject_key (subject, version, wrapped, follows, created_at)
        select subject, version, decode(wrapped, 'base64'), follows, clock_timestamp()
        from unnest($1::text[], $2::int[], $3::text[], $4::bigint[]) as w(subject, version, wrapped, follows)
        order by subject on conflict do nothing\
        """;

    private static final String RENEWED = """
        select k.subject, k.created_at from sealing.subject_key k
        join unnest($1::text[], $2::bigint[]) as w(subject, tombstone) on w.subject = k.subject
        where k.follows = w.tombstone and k.version > 1\
        """;

    /** Whose keys are others than before: nobody may go on with what they remember. */
    private static final String CHANGED_SINCE = """
        select clock_timestamp() as at,
            array(select subject from sealing.subject_key where erased_at > $1
                  union select subject from sealing.subject_key where version > 1 and created_at > $1) as subjects\
        """;

    private static final long LOCK = 0x5EA1_1A8CL;

    private final ConnectionFactory connections;

    SubjectKeyTable(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** A key as it stands in the table; {@code wrapped} is null once it was erased. */
    record Row(String subject, int version, byte @Nullable [] wrapped, Instant madeAt) {}

    /** @param follows the tombstone behind which it begins */
    record Version(String subject, int version, long follows, boolean erased) {}

    record Renewal(String subject, int version, byte[] wrapped, long follows) {}

    /** @param at by the clock of the database */
    record Told(Instant at, List<String> subjects) {}

    /** When each of them was erased: now, or before. */
    Mono<Map<String, Instant>> erase(Map<String, Long> tombstones) {
        return times(ERASE, "erased_at", tombstones);
    }

    Flux<Version> newest(Collection<String> subjects) {
        return query(
                NEWEST,
                row -> new Version(
                        required(row.get("subject", String.class)),
                        required(row.get("version", Integer.class)),
                        required(row.get("follows", Long.class)),
                        required(row.get("erased", Boolean.class))),
                (Object) subjects.toArray(String[]::new));
    }

    /** Where another node has made that version meanwhile, its key stays. */
    Mono<Void> renew(List<Renewal> renewals) {
        return renewals.isEmpty()
                ? Mono.empty()
                : query(
                                RENEW,
                                _ -> 0,
                                renewals.stream().map(Renewal::subject).toArray(String[]::new),
                                renewals.stream().map(Renewal::version).toArray(Integer[]::new),
                                renewals.stream()
                                        .map(each -> Base64.getEncoder().encodeToString(each.wrapped()))
                                        .toArray(String[]::new),
                                renewals.stream().map(Renewal::follows).toArray(Long[]::new))
                        .then();
    }

    /** When the keys that follow these tombstones were made. */
    Mono<Map<String, Instant>> renewed(Map<String, Long> tombstones) {
        return times(RENEWED, "created_at", tombstones);
    }

    private Mono<Map<String, Instant>> times(String sql, String column, Map<String, Long> tombstones) {
        var sorted = new TreeMap<>(tombstones);
        return query(
                        sql,
                        row -> Map.entry(
                                required(row.get("subject", String.class)),
                                required(row.get(column, OffsetDateTime.class)).toInstant()),
                        sorted.keySet().toArray(String[]::new),
                        sorted.values().toArray(Long[]::new))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<Told> changedSince(Instant since) {
        return query(
                        CHANGED_SINCE,
                        row -> new Told(
                                required(row.get("at", OffsetDateTime.class)).toInstant(),
                                List.of(required(row.get("subjects", String[].class)))),
                        since.atOffset(ZoneOffset.UTC))
                .single();
    }

    private <T> Flux<T> query(String sql, Function<Readable, T> read, Object... parameters) {
        return Flux.usingWhen(
                connections.create(),
                connection -> {
                    var statement = connection.createStatement(sql);
                    for (int i = 0; i < parameters.length; i++) {
                        statement.bind(i, parameters[i]);
                    }
                    return Flux.from(statement.execute()).concatMap(result -> result.map(read));
                },
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
        return query(
                FIND_OR_MAKE,
                row -> new Row(
                        required(row.get("subject", String.class)),
                        required(row.get("version", Integer.class)),
                        row.get("wrapped", byte[].class),
                        required(row.get("created_at", OffsetDateTime.class)).toInstant()),
                subjects,
                wrapped);
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
