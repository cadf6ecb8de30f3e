package io.liveprofile.projections.search;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Headline.Grade;
import io.liveprofile.profile.domain.judgement.Level;
import io.liveprofile.sealing.LookupDigest;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds customers. A page goes on behind the last one of the page before: whoever matches all the time and stays where
 * they are in the order comes once, whatever becomes of the others while somebody turns pages; by id, which never changes,
 * that is everybody.
 */
public final class CustomerSearch {
    public static final int PAGE_MAX = 1_000;

    /** More are no answer to who somebody is. */
    public static final int FOUND_MAX = 100;

    /** Counted no further. */
    public static final int COUNT_MAX = 10_000;

    private static final String COLUMNS =
            "customer_id, first_seen, last_seen, interactions, value_cents, value_currency, tier, region,"
                    + " segments, churn_score, churn_level, fraud_score, fraud_level";

    private final ConnectionFactory connections;
    private final LookupDigest digest;

    public CustomerSearch(ConnectionFactory connections, LookupDigest digest) {
        this.connections = connections;
        this.digest = digest;
    }

    /** Which customers; what isn't said doesn't matter. Times and amounts: from included, to excluded. */
    public record Filter(
            List<Told> lookups,
            Optional<String> segment,
            Optional<Level> churn,
            Optional<Level> fraud,
            Optional<String> tier,
            Optional<String> region,
            Optional<Instant> seenFrom,
            Optional<Instant> seenTo,
            Optional<Long> valueCentsFrom,
            Optional<Long> valueCentsTo,
            Optional<String> currency) {
        public static final Filter ALL = new Filter(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        /** Everybody in this segment. */
        public static Filter members(String segment) {
            return new Filter(
                    List.of(),
                    Optional.of(segment),
                    ALL.churn,
                    ALL.fraud,
                    ALL.tier,
                    ALL.region,
                    ALL.seenFrom,
                    ALL.seenTo,
                    ALL.valueCentsFrom,
                    ALL.valueCentsTo,
                    ALL.currency);
        }
    }

    /** What somebody was told to be called. */
    public record Told(LookupKind kind, String value) {}

    /** @param cursor of the page before; {@link #isCursor} says whether it is one */
    public record Query(Filter filter, Sorting sorting, Optional<String> cursor, int limit) {}

    /** @param truncated whether there are more */
    public record Members(int counted, boolean truncated) {}

    public record Found(
            CustomerId id,
            Instant firstSeen,
            Instant lastSeen,
            long interactions,
            long valueCents,
            Optional<String> currency,
            Optional<String> tier,
            Optional<String> region,
            List<String> segments,
            Grade churn,
            Grade fraud) {}

    /** @param next the cursor of the page after this one, where there may be one */
    public record Page(List<Found> customers, Optional<String> next) {
        public Page {
            customers = List.copyOf(customers);
        }
    }

    /** Whoever was last told to have exactly this; at most {@link #FOUND_MAX}. */
    public CompletionStage<List<CustomerId>> find(LookupKind kind, String value) {
        return kind.normal(value)
                .map(normal -> query(
                                "select distinct customer_id from search.lookup where digest = $1 order by customer_id"
                                        + " limit "
                                        + FOUND_MAX,
                                List.of(digest.of(kind.word(), normal)),
                                CustomerSearch::id)
                        .toFuture())
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
    }

    /** Whether somebody who holds it has it from a page of a list in this order. */
    public static boolean isCursor(Sorting sorting, String text) {
        try {
            return PageEnd.parse(sorting, text).sorting().equals(sorting);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public CompletionStage<Page> page(Query query) {
        var conditions = Conditions.of(query.filter(), digest);
        query.cursor().ifPresent(text -> conditions.behind(PageEnd.parse(query.sorting(), text)));
        return query(
                        "select " + COLUMNS + " from " + from(query) + conditions.sql() + " order by "
                                + query.sorting().orderBy() + " limit " + (query.limit() + 1),
                        conditions.values(),
                        CustomerSearch::found)
                .map(found -> page(found, query))
                .toFuture();
    }

    /** Whoever doesn't ask for times pays nothing for them. */
    private static String from(Query query) {
        var filter = query.filter();
        boolean byTime = query.sorting().by() == Sorting.By.LAST_SEEN
                || filter.seenFrom().isPresent()
                || filter.seenTo().isPresent();
        return byTime ? "search.seen join search.customer using (customer_id)" : "search.customer";
    }

    private static Page page(List<Found> found, Query query) {
        if (found.size() <= query.limit()) {
            return new Page(found, Optional.empty());
        }
        var customers = found.subList(0, query.limit());
        return new Page(
                customers,
                Optional.of(PageEnd.of(query.sorting(), customers.getLast()).text()));
    }

    /** How many each of these segments has, in the order given; counted up to {@link #COUNT_MAX}. */
    public CompletionStage<List<Members>> members(List<String> segments) {
        return query(
                        "select (select count(*) from (select from search.customer where segments @> array[asked.name]"
                                + " limit " + (COUNT_MAX + 1) + ") as those)::int as members"
                                + " from unnest($1) with ordinality as asked(name, n) order by asked.n",
                        List.of((Object) segments.toArray(String[]::new)),
                        row -> Objects.requireNonNull(row.get("members", Integer.class)))
                .map(counts -> counts.stream()
                        .map(count -> new Members(Math.min(count, COUNT_MAX), count > COUNT_MAX))
                        .toList())
                .toFuture();
    }

    private <T> Mono<List<T>> query(String sql, List<?> values, Function<Readable, T> map) {
        return Flux.usingWhen(
                        connections.create(),
                        connection -> {
                            var statement = connection.createStatement(sql);
                            for (int i = 0; i < values.size(); i++) {
                                statement.bind(i, values.get(i));
                            }
                            return Flux.from(statement.execute()).concatMap(result -> result.map(map));
                        },
                        Connection::close)
                .collectList();
    }

    private static Found found(Readable row) {
        return new Found(
                id(row),
                instant(row, "first_seen"),
                instant(row, "last_seen"),
                Objects.requireNonNull(row.get("interactions", Long.class)),
                Objects.requireNonNull(row.get("value_cents", Long.class)),
                Optional.ofNullable(row.get("value_currency", String.class)),
                Optional.ofNullable(row.get("tier", String.class)),
                Optional.ofNullable(row.get("region", String.class)),
                List.of(Objects.requireNonNull(row.get("segments", String[].class))),
                grade(row, "churn"),
                grade(row, "fraud"));
    }

    private static Grade grade(Readable row, String which) {
        var word = Objects.requireNonNull(row.get(which + "_level", String.class));
        return new Grade(
                Objects.requireNonNull(row.get(which + "_score", Integer.class)),
                Level.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private static CustomerId id(Readable row) {
        return CustomerId.parse(Objects.requireNonNull(row.get("customer_id", String.class)));
    }

    private static Instant instant(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class)).toInstant();
    }
}
