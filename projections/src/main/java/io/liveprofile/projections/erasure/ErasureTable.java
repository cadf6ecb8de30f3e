package io.liveprofile.projections.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.erasure.Receipt.Buried;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code privacy.erasure} and {@code privacy.tombstone}: their definition, their one writer and their one reader. */
final class ErasureTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, String>> TIMES = new TypeReference<>() {};
    private static final long LOCK = 0xE4A5_0AEL;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<String> DEFINITION = List.of(
            "create schema if not exists privacy",
            """
            create table if not exists privacy.erasure (
              request_id text primary key,
              requested_id text not null,
              requested_by text not null,
              requested_at timestamptz not null default now(),
              step text not null,
              steps jsonb not null default '{}',
              waiting_for text,
              interactions bigint not null default 0,
              found jsonb not null default '{}',
              snapshots_removed bigint not null default 0)\
            """,
            "create index if not exists erasure_requested_id_idx on privacy.erasure (requested_id)",
            "create index if not exists erasure_requested_at_idx on privacy.erasure (requested_at)",
            "create index if not exists erasure_open_idx on privacy.erasure (requested_at) where step <> 'complete'",
            """
            create table if not exists privacy.tombstone (
              request_id text not null,
              customer_id text not null,
              ordinal integer not null,
              sequence bigint not null,
              at timestamptz not null,
              key_destroyed_at timestamptz,
              primary key (request_id, customer_id))\
            """,
            "alter table privacy.tombstone add column if not exists reopened_at timestamptz",
            "create index if not exists tombstone_customer_id_idx on privacy.tombstone (customer_id)",
            "comment on table privacy.erasure is 'One row for each request to erase somebody; kept for ever'",
            "comment on table privacy.tombstone is 'Which identities each request has erased'");

    private static final String REQUEST = """
        insert into privacy.erasure (request_id, requested_id, requested_by, step, steps)
        values ($1, $2, $3, 'accepted', jsonb_build_object('accepted', now()))
        on conflict (request_id) do nothing\
        """;

    private static final String SELECT = """
        select e.request_id, e.requested_id, e.requested_by, e.step, e.steps::text as steps, e.waiting_for,
          e.interactions, e.found::text as found, e.snapshots_removed, now() as read_at,
          array(select customer_id from privacy.tombstone t where t.request_id = e.request_id order by ordinal)
            as buried_ids,
          array(select sequence from privacy.tombstone t where t.request_id = e.request_id order by ordinal)
            as sequences,
          array(select at from privacy.tombstone t where t.request_id = e.request_id order by ordinal) as ats,
          array(select coalesce(key_destroyed_at, 'epoch') from privacy.tombstone t
            where t.request_id = e.request_id order by ordinal) as keys,
          array(select coalesce((select min(o.reopened_at) from privacy.tombstone o
              where o.customer_id = t.customer_id and o.sequence = t.sequence), 'epoch')
            from privacy.tombstone t where t.request_id = e.request_id order by ordinal) as reopened
        from privacy.erasure e \
        """;

    /** One whose customer may begin anew at any moment, or has, is none for what they are since then. */
    private static final String OF_CUSTOMER = SELECT + """
        where (requested_id = $1
            or request_id in (select request_id from privacy.tombstone where customer_id = $1))
          and (step not in ('topics_told', 'complete') or not $2 and not exists
            (select from privacy.tombstone t where t.request_id = e.request_id and t.reopened_at is not null))
        order by requested_at limit 1\
        """;

    /** A step that another worker has done meanwhile stays done. */
    private static final String ADVANCE = """
        update privacy.erasure set step = $3, steps = steps || jsonb_build_object($3::text, now()), waiting_for = null,
          interactions = case when $4 < 0 then interactions else $4 end,
          found = coalesce($5::jsonb, found), snapshots_removed = snapshots_removed + $6
        where request_id = $1 and step = $2\
        """;

    private static final String BURY = """
        insert into privacy.tombstone as known
          (request_id, customer_id, ordinal, sequence, at, key_destroyed_at, reopened_at)
        select $1, $2, coalesce(max(ordinal) + 1, 0), $3, $4, $5::timestamptz, $6::timestamptz from privacy.tombstone
        where request_id = $1
        on conflict (request_id, customer_id) do update
        set key_destroyed_at = coalesce(known.key_destroyed_at, excluded.key_destroyed_at),
          reopened_at = coalesce(known.reopened_at, excluded.reopened_at)\
        """;

    private static final long UNSAID = -1;

    private final ConnectionFactory connections;

    ErasureTable(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** Waits: nothing can be asked for before. */
    void define() {
        inTransaction(connection -> update(connection, "select pg_advisory_xact_lock(" + LOCK + ")")
                        .thenMany(Flux.fromIterable(DEFINITION).concatMap(sql -> update(connection, sql)))
                        .then())
                .block(PATIENCE);
    }

    Mono<Void> request(String requestId, CustomerId customer, String by) {
        return with(connection -> update(connection, REQUEST, requestId, customer.toString(), by));
    }

    Mono<Receipt> of(String requestId) {
        return receipts(SELECT + "where request_id = $1", requestId).next();
    }

    Mono<Receipt> ofCustomer(CustomerId customer, AfterErasure after) {
        return receipts(OF_CUSTOMER, customer.toString(), after == AfterErasure.START_ANEW)
                .next();
    }

    Flux<Receipt> newest(int max) {
        return receipts(SELECT + "order by requested_at desc limit $1", max);
    }

    Flux<Receipt> open(int max) {
        return receipts(SELECT + "where step <> 'complete' order by requested_at limit $1", max);
    }

    /** What a step has done, and that it is. */
    Mono<Void> record(Receipt of, Step next, Done done) {
        return switch (done) {
            case Done.Waits(var what) ->
                with(connection -> update(
                        connection,
                        "update privacy.erasure set waiting_for = $3 where request_id = $1 and step = $2",
                        of.requestId(),
                        of.step().word(),
                        what));
            case Done.Counted(var interactions, var found) -> advance(of, next, interactions, found, 0, List.of());
            case Done.Erased(var buried) -> advance(of, next, UNSAID, null, 0, buried);
            case Done.Cleared(var snapshots) -> advance(of, next, UNSAID, null, snapshots, List.of());
            case Done.Told() -> advance(of, next, UNSAID, null, 0, List.of());
        };
    }

    private Mono<Void> advance(
            Receipt of,
            Step next,
            long interactions,
            @Nullable Map<String, Long> found,
            long snapshots,
            List<Buried> buried) {
        return inTransaction(connection -> Flux.fromIterable(buried)
                .concatMap(each -> bury(connection, of.requestId(), each))
                .then(update(
                        connection,
                        ADVANCE,
                        of.requestId(),
                        of.step().word(),
                        next.word(),
                        interactions,
                        found == null ? String.class : json(found),
                        snapshots)));
    }

    private static Mono<Void> bury(Connection connection, String requestId, Buried buried) {
        return update(
                connection,
                BURY,
                requestId,
                buried.id().toString(),
                buried.sequence(),
                buried.at().atOffset(ZoneOffset.UTC),
                orNone(buried.keyDestroyedAt()),
                orNone(buried.reopenedAt()));
    }

    private static Object orNone(Optional<Instant> time) {
        return time.<Object>map(at -> at.atOffset(ZoneOffset.UTC)).orElse(OffsetDateTime.class);
    }

    private Flux<Receipt> receipts(String sql, Object... parameters) {
        return Flux.usingWhen(
                connections.create(),
                connection -> Flux.from(statement(connection, sql, parameters).execute())
                        .concatMap(result -> result.map(ErasureTable::receipt)),
                Connection::close);
    }

    private static Receipt receipt(Readable row) {
        var ids = required(row, "buried_ids", String[].class);
        var sequences = required(row, "sequences", Long[].class);
        var ats = required(row, "ats", OffsetDateTime[].class);
        var keys = required(row, "keys", OffsetDateTime[].class);
        var reopened = required(row, "reopened", OffsetDateTime[].class);
        var tombstones = new ArrayList<Buried>();
        for (int i = 0; i < ids.length; i++) {
            tombstones.add(new Buried(
                    CustomerId.parse(ids[i]), sequences[i], ats[i].toInstant(), known(keys[i]), known(reopened[i])));
        }
        var steps = new EnumMap<Step, Instant>(Step.class);
        read(required(row, "steps", String.class), TIMES)
                .forEach((step, at) ->
                        steps.put(Step.of(step), OffsetDateTime.parse(at).toInstant()));
        return new Receipt(
                required(row, "request_id", String.class),
                CustomerId.parse(required(row, "requested_id", String.class)),
                required(row, "requested_by", String.class),
                Step.of(required(row, "step", String.class)),
                steps,
                Optional.ofNullable(row.get("waiting_for", String.class)),
                required(row, "interactions", Long.class),
                read(required(row, "found", String.class), COUNTS),
                List.copyOf(tombstones),
                required(row, "snapshots_removed", Long.class),
                required(row, "read_at", OffsetDateTime.class).toInstant());
    }

    private static Optional<Instant> known(OffsetDateTime orEpoch) {
        return Optional.of(orEpoch.toInstant()).filter(at -> at.isAfter(Instant.EPOCH));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written as JSON isn't", e);
        }
    }

    private static String json(Map<String, Long> counts) {
        try {
            return JSON.writeValueAsString(counts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers are no JSON", e);
        }
    }

    private <T> Mono<T> with(Function<Connection, Mono<T>> work) {
        return Mono.usingWhen(connections.create(), work, Connection::close);
    }

    private Mono<Void> inTransaction(Function<Connection, Mono<Void>> work) {
        return with(connection -> Mono.usingWhen(
                Mono.from(connection.beginTransaction()).thenReturn(connection),
                work,
                Connection::commitTransaction,
                (begun, failure) -> begun.rollbackTransaction(),
                Connection::rollbackTransaction));
    }

    private static Mono<Void> update(Connection connection, String sql, Object... parameters) {
        return Flux.from(statement(connection, sql, parameters).execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }

    /** A class stands for no value of it. */
    private static Statement statement(Connection connection, String sql, Object... parameters) {
        var statement = connection.createStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Class<?> none) {
                statement.bindNull(i, none);
            } else {
                statement.bind(i, parameters[i]);
            }
        }
        return statement;
    }
}
