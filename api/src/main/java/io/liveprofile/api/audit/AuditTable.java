package io.liveprofile.api.audit;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of personal reads: its definition, its one writer and its one reader. The service deletes nothing from it. */
final class AuditTable {
    private static final List<String> DEFINITION = List.of(
            "create schema if not exists access",
            """
            create table if not exists access.audit (
              id uuid primary key,
              at timestamptz not null,
              who text not null,
              key_id text not null,
              role text not null,
              whom text not null,
              fields text[] not null,
              request text not null)\
            """,
            "create index if not exists audit_at on access.audit (at, id)",
            "create index if not exists audit_whom on access.audit (whom, at)");

    private static final String INSERT = """
        insert into access.audit (id, at, who, key_id, role, whom, fields, request)
        select told.id::uuid, told.at::timestamptz, told.who, told.key_id, told.role, told.whom,
          string_to_array(told.fields, E'\\x1f'), told.request
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
          as told (id, at, who, key_id, role, whom, fields, request)
        on conflict do nothing\
        """;

    private static final String FIELD_SEPARATOR = "\u001f";
    private static final long LOCK = 0xACCE_56L;

    private final ConnectionFactory connections;

    AuditTable(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** @param behind of the page before, the last one */
    record Query(
            Optional<String> who,
            Optional<String> whom,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<AuditCursor> behind,
            int limit) {}

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

    /** As one statement; those that are there stay as they are. */
    Mono<Void> add(List<PersonalRead> reads) {
        var columns = List.<Function<PersonalRead, Object>>of(
                PersonalRead::id,
                PersonalRead::at,
                PersonalRead::who,
                PersonalRead::keyId,
                PersonalRead::role,
                PersonalRead::whom,
                read -> String.join(FIELD_SEPARATOR, read.fields()),
                PersonalRead::request);
        return Mono.usingWhen(
                connections.create(),
                connection -> {
                    var statement = connection.createStatement(INSERT);
                    for (int i = 0; i < columns.size(); i++) {
                        var column = columns.get(i);
                        statement.bind(
                                i,
                                reads.stream()
                                        .map(read -> clean(column.apply(read).toString()))
                                        .toArray(String[]::new));
                    }
                    return Flux.from(statement.execute())
                            .concatMap(Result::getRowsUpdated)
                            .then();
                },
                Connection::close);
    }

    /** A producer may name a trait with a character that PostgreSQL can't hold. */
    private static String clean(String text) {
        return text.replace("\0", "");
    }

    /** The newest first. */
    Mono<List<PersonalRead>> page(Query query) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        query.who().ifPresent(who -> {
            values.add(who);
            conditions.add("$" + values.size() + " in (who, key_id)");
        });
        query.whom().ifPresent(whom -> {
            values.add(whom);
            conditions.add("whom = $" + values.size());
        });
        query.from().ifPresent(from -> {
            values.add(from.atOffset(ZoneOffset.UTC));
            conditions.add("at >= $" + values.size());
        });
        query.to().ifPresent(to -> {
            values.add(to.atOffset(ZoneOffset.UTC));
            conditions.add("at < $" + values.size());
        });
        query.behind().ifPresent(last -> {
            values.add(last.at().atOffset(ZoneOffset.UTC));
            values.add(last.id());
            conditions.add("(at, id) < ($" + (values.size() - 1) + ", $" + values.size() + ")");
        });
        return rows(
                "select * from access.audit"
                        + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                        + " order by at desc, id desc limit " + query.limit(),
                values);
    }

    private Mono<List<PersonalRead>> rows(String sql, List<Object> values) {
        return Flux.usingWhen(
                        connections.create(),
                        connection -> {
                            var statement = connection.createStatement(sql);
                            for (int i = 0; i < values.size(); i++) {
                                statement.bind(i, values.get(i));
                            }
                            return Flux.from(statement.execute())
                                    .concatMap(result -> result.map(readable -> read(readable)));
                        },
                        Connection::close)
                .collectList();
    }

    private static PersonalRead read(Readable row) {
        return new PersonalRead(
                column(row, "id", UUID.class),
                column(row, "at", OffsetDateTime.class).toInstant(),
                column(row, "who", String.class),
                column(row, "key_id", String.class),
                column(row, "role", String.class),
                column(row, "whom", String.class),
                List.of(column(row, "fields", String[].class)),
                column(row, "request", String.class));
    }

    private static <T> T column(Readable row, String name, Class<T> type) {
        return Objects.requireNonNull(row.get(name, type), name);
    }

    private static Flux<Void> done(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map((row, metadata) -> 0))
                .thenMany(Flux.empty());
    }
}
