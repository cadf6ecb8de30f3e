package io.liveprofile.projections.search;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Headline.Grade;
import io.liveprofile.profile.domain.judgement.Level;
import io.liveprofile.sealing.LookupDigest;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
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
 * Finds customers. Pages go by the customer's id, which never changes: whoever matches all the time comes once, whatever
 * becomes of the others while somebody turns pages.
 */
public final class CustomerSearch {
    public static final int PAGE_MAX = 1_000;

    /** More are no answer to who somebody is. */
    public static final int FOUND_MAX = 100;

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
    }

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

    /** Whether somebody who holds it has it from a page. */
    public static boolean isCursor(String text) {
        try {
            return CustomerId.problemIn(after(text)).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public CompletionStage<Page> page(Filter filter, Optional<String> cursor, int limit) {
        var conditions = new Conditions();
        cursor.ifPresent(after -> conditions.add("customer_id collate \"C\" > ", after(after)));
        filter.segment().ifPresent(segment -> conditions.add("segments @> array[", segment, "::text]"));
        filter.churn().ifPresent(level -> conditions.add("churn_level = ", level.word()));
        filter.fraud().ifPresent(level -> conditions.add("fraud_level = ", level.word()));
        filter.tier().ifPresent(tier -> conditions.add("tier = ", tier));
        filter.region().ifPresent(region -> conditions.add("region = ", region));
        filter.seenFrom().ifPresent(from -> conditions.add("last_seen >= ", from.atOffset(ZoneOffset.UTC)));
        filter.seenTo().ifPresent(to -> conditions.add("last_seen < ", to.atOffset(ZoneOffset.UTC)));
        filter.valueCentsFrom().ifPresent(from -> conditions.add("value_cents >= ", from));
        filter.valueCentsTo().ifPresent(to -> conditions.add("value_cents < ", to));
        filter.currency().ifPresent(currency -> conditions.add("value_currency = ", currency));
        return query(
                        "select " + COLUMNS + " from search.customer" + conditions.sql()
                                + " order by customer_id collate \"C\" limit " + (limit + 1),
                        conditions.values,
                        CustomerSearch::found)
                .map(found -> page(found, limit))
                .toFuture();
    }

    private static Page page(List<Found> found, int limit) {
        if (found.size() <= limit) {
            return new Page(found, Optional.empty());
        }
        var customers = found.subList(0, limit);
        return new Page(customers, Optional.of(cursor(customers.getLast().id())));
    }

    private static String cursor(CustomerId last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String after(String cursor) {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    }

    private static final class Conditions {
        private final List<String> texts = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        void add(String text, Object value) {
            add(text, value, "");
        }

        void add(String before, Object value, String after) {
            values.add(value);
            texts.add(before + "$" + values.size() + after);
        }

        String sql() {
            return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
        }
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
