package io.liveprofile.projections.erasure;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How many rows there are about a customer in what is read. The tables are found by their column, so that one that comes
 * with a later version is looked into as well.
 */
final class Traces {
    private static final String TABLES = """
        select table_schema || '.' || table_name as name from information_schema.columns
        where column_name = 'customer_id' and table_schema in ('warehouse', 'search', 'look_again') order by 1\
        """;

    private final ConnectionFactory connections;

    Traces(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** By table; those without any are left out. */
    Mono<Map<String, Long>> of(Collection<String> customers) {
        if (customers.isEmpty()) {
            return Mono.just(Map.of());
        }
        return Mono.usingWhen(
                connections.create(),
                connection -> query(connection, TABLES, List.of(), row -> text(row, "name"))
                        .collectList()
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(table -> query(
                                        connection,
                                        "select count(*) as rows from " + table + " where customer_id = any($1)",
                                        customers,
                                        row -> Objects.requireNonNull(row.get("rows", Long.class)))
                                .map(rows -> Map.entry(table, rows)))
                        .filter(counted -> counted.getValue() > 0)
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new),
                Connection::close);
    }

    private static <T> Flux<T> query(
            Connection connection, String sql, Collection<String> customers, Function<Readable, T> read) {
        var statement = connection.createStatement(sql);
        if (!customers.isEmpty()) {
            statement.bind("$1", customers.toArray(String[]::new));
        }
        return Flux.from(statement.execute()).concatMap(result -> result.map(read));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
