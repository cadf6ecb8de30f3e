package io.liveprofile.persistence.r2dbc.projection;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The few forms of speaking to the database that the tables here need; each consumes what it asked for. */
final class Sql {
    private Sql() {}

    static <T> Mono<T> with(ConnectionFactory connections, Function<Connection, Mono<T>> work) {
        return Mono.usingWhen(connections.create(), work, Connection::close);
    }

    /** Commits when the work completes; else rolls back, before the connection goes to anybody else. */
    static <T> Mono<T> inTransaction(ConnectionFactory connections, Function<Connection, Mono<T>> work) {
        return with(
                connections,
                connection -> Mono.usingWhen(
                        Mono.from(connection.beginTransaction()).thenReturn(connection),
                        work,
                        Connection::commitTransaction,
                        (begun, failure) -> begun.rollbackTransaction(),
                        Connection::rollbackTransaction));
    }

    static Mono<Long> update(Connection connection, String sql, Object... parameters) {
        return Flux.from(execute(connection, sql, parameters))
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
    }

    static <T> Flux<T> query(Connection connection, Function<Readable, T> map, String sql, Object... parameters) {
        return Flux.from(execute(connection, sql, parameters))
                .concatMap(result -> result.map((Row row, io.r2dbc.spi.RowMetadata metadata) -> map.apply(row)));
    }

    private static Publisher<? extends Result> execute(Connection connection, String sql, Object... parameters) {
        var statement = connection.createStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.bind(i, parameters[i]);
        }
        return statement.execute();
    }

    static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    static int integer(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }

    static long bigint(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    static Instant instant(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class)).toInstant();
    }
}
