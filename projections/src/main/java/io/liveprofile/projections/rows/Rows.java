package io.liveprofile.projections.rows;

import io.liveprofile.persistence.r2dbc.connection.BinaryArray;
import io.liveprofile.persistence.r2dbc.projection.ModelTable;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A table and how rows come into it: many as one statement, each column as one array. A value that PostgreSQL can't hold
 * never comes so far: see {@link Clean}.
 *
 * @param <R> what a row is made of
 */
public final class Rows<R> {
    /** Stands for no number. */
    private static final long NONE = Long.MIN_VALUE;

    private final ModelTable table;
    private final List<Source<R>> sources;
    private final String insert;

    /** @param assigned what the row that is there takes from the one that comes */
    private record Source<R>(
            String column, String array, String expression, String assigned, Function<List<R>, BinaryArray> values) {}

    private Rows(ModelTable table, List<Source<R>> sources, String onConflict) {
        this.table = table;
        this.sources = List.copyOf(sources);
        this.insert = insert(onConflict);
    }

    private String insert(String onConflict) {
        return "insert into {table} as known (" + joined(Source::column) + ") select " + joined(Source::expression)
                + " from (select " + unnested() + ") as told on conflict "
                + onConflict.replace("{excluded}", excluded());
    }

    /** Side by side in the list of what is selected, where PostgreSQL hands them on row by row: after "from" it copies all. */
    private String unnested() {
        return IntStream.range(0, sources.size())
                .mapToObj(i -> {
                    var source = sources.get(i);
                    return "unnest($" + (i + 1) + "::" + source.array() + "[]) as " + source.column();
                })
                .collect(Collectors.joining(", "));
    }

    private String excluded() {
        return joined(source -> source.column() + " = " + source.assigned());
    }

    private String joined(Function<Source<R>, String> part) {
        return sources.stream().map(part).collect(Collectors.joining(", "));
    }

    public ModelTable table() {
        return table;
    }

    /** @param into the table's name, or that of the one which is being built */
    public Mono<Void> write(Connection connection, String into, List<R> rows) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        var statement = connection.createStatement(insert.replace("{table}", into));
        for (int i = 0; i < sources.size(); i++) {
            statement.bind(i, sources.get(i).values().apply(rows));
        }
        return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated).then();
    }

    /** All rows of these customers. */
    public Mono<Void> remove(Connection connection, String from, List<String> customers) {
        return customers.isEmpty()
                ? Mono.empty()
                : run(connection, "delete from " + from + " where customer_id = any($1::text[])", customers);
    }

    /** Another statement about this table, with lists of texts as its parameters. */
    public static Mono<Void> run(Connection connection, String sql, List<?>... texts) {
        var statement = connection.createStatement(sql);
        for (int i = 0; i < texts.length; i++) {
            statement.bind(i, BinaryArray.texts(texts[i], String::valueOf));
        }
        return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated).then();
    }

    public static <R> Builder<R> of(String schema, String name, String says) {
        return new Builder<>(schema, name, says);
    }

    /** In the order of the table's columns. */
    public static final class Builder<R> {
        private final String schema;
        private final String name;
        private final String says;
        private final List<ModelTable.Column> columns = new ArrayList<>();
        private final List<Source<R>> sources = new ArrayList<>();
        private final List<String> constraints = new ArrayList<>();
        private final List<String> indexes = new ArrayList<>();

        private Builder(String schema, String name, String says) {
            this.schema = schema;
            this.name = name;
            this.says = says;
        }

        /**
         * Never null, and sorted by its bytes whatever the database's language is: keys are found with fewer comparisons of
         * words, and lists in that order have an index.
         */
        public Builder<R> key(String column, String says, Function<R, String> of) {
            return add(
                    column, "text collate \"C\" not null", says, "text", column, rows -> BinaryArray.texts(rows, of));
        }

        public Builder<R> text(String column, String says, Function<R, Optional<String>> of) {
            return add(
                    column,
                    "text",
                    says,
                    "text",
                    column,
                    rows -> BinaryArray.texts(rows, row -> orNull(of.apply(row).map(Clean::text))));
        }

        /** An object; null where it has nothing in it. */
        public Builder<R> json(String column, String says, Function<R, Optional<String>> of) {
            return add(
                    column,
                    "jsonb",
                    says,
                    "text",
                    column + "::jsonb",
                    rows -> BinaryArray.texts(rows, row -> orNull(of.apply(row))));
        }

        /** What isn't told stays as it was. */
        public Builder<R> keptJson(String column, String says, Function<R, Optional<String>> of) {
            json(column, says, of);
            return kept();
        }

        public Builder<R> keptText(String column, String says, Function<R, Optional<String>> of) {
            text(column, says, of);
            return kept();
        }

        public Builder<R> keptTime(String column, String says, Function<R, Optional<Long>> millis) {
            optionalTime(column, says, millis);
            return kept();
        }

        private Builder<R> kept() {
            var last = sources.removeLast();
            var assigned = "coalesce(excluded." + last.column() + ", known." + last.column() + ")";
            sources.add(new Source<>(last.column(), last.array(), last.expression(), assigned, last.values()));
            return this;
        }

        public Builder<R> texts(String column, String says, Function<R, List<String>> of) {
            return add(
                    column,
                    "text[] not null default '{}'",
                    says,
                    "text",
                    column + "::text[]",
                    rows -> BinaryArray.texts(rows, row -> Clean.array(of.apply(row))));
        }

        public Builder<R> number(String column, String says, ToLongFunction<R> of) {
            return add(column, "bigint not null default 0", says, "int8", column, rows -> BinaryArray.longs(rows, of));
        }

        public Builder<R> optionalNumber(String column, String says, Function<R, Optional<Long>> of) {
            return add(
                    column,
                    "bigint",
                    says,
                    "int8",
                    "nullif(" + column + ", " + NONE + ")",
                    rows -> BinaryArray.longs(rows, row -> of.apply(row).orElse(NONE)));
        }

        public Builder<R> count(String column, String says, ToIntFunction<R> of) {
            return add(column, "integer not null default 0", says, "int4", column, rows -> BinaryArray.ints(rows, of));
        }

        public Builder<R> flag(String column, String says, Predicate<R> of) {
            return add(
                    column,
                    "boolean not null default false",
                    says,
                    "int4",
                    column + " = 1",
                    rows -> BinaryArray.ints(rows, row -> of.test(row) ? 1 : 0));
        }

        public Builder<R> time(String column, String says, ToLongFunction<R> millis) {
            return add(
                    column,
                    "timestamptz not null",
                    says,
                    "timestamptz",
                    column,
                    rows -> BinaryArray.times(rows, millis::applyAsLong));
        }

        public Builder<R> optionalTime(String column, String says, Function<R, Optional<Long>> millis) {
            return add(
                    column,
                    "timestamptz",
                    says,
                    "timestamptz",
                    column,
                    rows -> BinaryArray.times(rows, row -> orNull(millis.apply(row))));
        }

        private Builder<R> add(
                String column,
                String type,
                String says,
                String array,
                String expression,
                Function<List<R>, BinaryArray> values) {
            columns.add(new ModelTable.Column(column, type, says));
            sources.add(new Source<>(column, array, expression, "excluded." + column, values));
            return this;
        }

        public Builder<R> constraint(String sql) {
            constraints.add(sql);
            return this;
        }

        public Builder<R> index(String indexed) {
            indexes.add("(" + indexed + ")");
            return this;
        }

        /** Only of the rows of which {@code condition} is true. */
        public Builder<R> indexOf(String indexed, String condition) {
            indexes.add("(" + indexed + ") where " + condition);
            return this;
        }

        /** @param method such as {@code gin (segments)} */
        public Builder<R> indexUsing(String method) {
            indexes.add("using " + method);
            return this;
        }

        /** The first that came stays. */
        public Rows<R> once() {
            return onConflict("do nothing");
        }

        /** One row for each customer: that of the newest entry. */
        public Rows<R> newest() {
            return onConflict("(customer_id) do update set {excluded}"
                    + " where known.journal_sequence < excluded.journal_sequence");
        }

        /**
         * What follows {@code on conflict}: the row that is there goes by {@code known}, the one that comes by {@code
         * excluded}, and {@code {excluded}} takes all that it says.
         */
        public Rows<R> onConflict(String clause) {
            return new Rows<>(new ModelTable(schema, name, says, columns, constraints, indexes), sources, clause);
        }

        private static <T> @Nullable T orNull(Optional<T> value) {
            return value.orElse(null);
        }
    }
}
