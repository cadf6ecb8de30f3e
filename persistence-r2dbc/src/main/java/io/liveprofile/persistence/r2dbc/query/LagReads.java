package io.liveprofile.persistence.r2dbc.query;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far readers of slices are behind: all of them in one look, however many they are and however busy the pool is. */
public final class LagReads {
    private final ConnectionFactory connections;
    private final String lags;

    public LagReads(ConnectionFactory connections, String journalTable) {
        this.connections = connections;
        // One search of the index per slice and reader; nothing is counted where nothing was found. What is counted
        // comes
        // slice by slice, too: asked for all at once, PostgreSQL gathers all that lies before a reader and then takes
        // the
        // first of it.
        lags = """
            select oldest, entries
            from unnest($1::int[], $2::int[], $3::text[], $4::timestamptz[], $5::bigint[], $6::text[])
                with ordinality as reader(min_slice, max_slice, entity_type, at, seq_nr, id, place)
            cross join lateral (
                select min(first.db_timestamp) as oldest
                from generate_series(reader.min_slice, reader.max_slice) as wanted(slice) cross join lateral (
                    select db_timestamp from %1$s j
                    where j.slice = wanted.slice and j.entity_type = reader.entity_type and j.db_timestamp >= reader.at
                        and (j.db_timestamp, j.seq_nr, j.persistence_id collate "C") > (reader.at, reader.seq_nr, reader.id)
                        and not j.deleted
                    order by j.db_timestamp, j.seq_nr
                    limit 1
                ) first
            ) first
            cross join lateral (
                select count(*) as entries from (
                    select from generate_series(reader.min_slice, reader.max_slice) as wanted(slice) cross join lateral (
                        select from %1$s j
                        where first.oldest is not null
                            and j.slice = wanted.slice and j.entity_type = reader.entity_type and j.db_timestamp >= reader.at
                            and (j.db_timestamp, j.seq_nr, j.persistence_id collate "C")
                                > (reader.at, reader.seq_nr, reader.id)
                            and not j.deleted
                        limit $7
                    ) entry
                    limit $7
                ) entry
            ) counted
            order by place
            """.formatted(journalTable);
    }

    /** In the order given. */
    public Mono<List<Lag>> of(List<ReadUpTo> readers, long entriesMax) {
        if (readers.isEmpty()) {
            return Mono.just(List.of());
        }
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.from(bind(connection.createStatement(lags), readers, entriesMax)
                                .execute())
                        .concatMap(result -> result.map((row, metadata) -> lag(row)))
                        .collectList(),
                Connection::close);
    }

    private static Statement bind(Statement statement, List<ReadUpTo> readers, long entriesMax) {
        return statement
                .bind(0, each(readers, reader -> reader.range().min(), Integer[]::new))
                .bind(1, each(readers, reader -> reader.range().max(), Integer[]::new))
                .bind(2, each(readers, ReadUpTo::entityType, String[]::new))
                .bind(
                        3,
                        each(
                                readers,
                                reader -> reader.position().timestamp().atOffset(ZoneOffset.UTC),
                                OffsetDateTime[]::new))
                .bind(4, each(readers, reader -> reader.position().sequenceNr(), Long[]::new))
                .bind(5, each(readers, reader -> reader.position().persistenceId(), String[]::new))
                .bind(6, entriesMax);
    }

    private static <T> T[] each(List<ReadUpTo> readers, Function<ReadUpTo, T> of, IntFunction<T[]> array) {
        return readers.stream().map(of).toArray(array);
    }

    private static Lag lag(Row row) {
        return new Lag(
                Optional.ofNullable(row.get("oldest", OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                Objects.requireNonNull(row.get("entries", Long.class)));
    }
}
