package io.liveprofile.persistence.r2dbc.bench;

import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One statement on one connection of a pool, as whoever writes row by row does it. */
final class Sql {
    private Sql() {}

    static <A> Mono<List<A>> rows(
            ConnectionFactory pool, String sql, UnaryOperator<Statement> bind, Function<Row, A> read) {
        return Mono.usingWhen(pool.create(), connection -> rows(connection, sql, bind, read), Connection::close);
    }

    static <A> Mono<List<A>> rows(
            Connection connection, String sql, UnaryOperator<Statement> bind, Function<Row, A> read) {
        return Flux.from(bind.apply(connection.createStatement(sql)).execute())
                .concatMap(result -> result.map((row, _) -> read.apply(row)))
                .collectList();
    }

    static Mono<Void> change(ConnectionFactory pool, String sql) {
        return Mono.usingWhen(
                pool.create(),
                connection -> Flux.from(connection.createStatement(sql).execute())
                        .concatMap(Result::getRowsUpdated)
                        .then(),
                Connection::close);
    }

    /** PostgreSQL's housekeeping would fall into any round, of whichever contestant. */
    static void withoutVacuum(Connections connections) {
        change(connections.pool(), "alter table " + connections.tables().journal() + " set (autovacuum_enabled = off)")
                .block();
    }

    /** A server that has run for a while uses its log files again; a new one makes and zeroes each, and all wait for it. */
    static void fillLog(Connections connections) {
        rows(
                        connections.pool(),
                        "select pg_logical_emit_message(false, 'bench', repeat('x', 8000000)) is not null as done"
                                + " from generate_series(1, 130)",
                        statement -> statement,
                        row -> true)
                .block();
        change(connections.pool(), "checkpoint").block();
    }

    static long backendPid(Connections connections) {
        var pids = rows(
                        connections.pool(),
                        "select pg_backend_pid() as pid",
                        statement -> statement,
                        row -> Objects.requireNonNull(row.get("pid", Integer.class)))
                .block();
        return Objects.requireNonNull(pids).getFirst();
    }
}
