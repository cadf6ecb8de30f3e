package io.liveprofile.projections.customerprofile;

import io.liveprofile.persistence.r2dbc.connection.BinaryArray;
import io.liveprofile.profile.domain.Headline;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code warehouse.customer_profile}: its definition and its one writer. */
final class CustomerProfileTable {
    private static final long LOCK = 0x3A8E_4005EL;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A column that a release added is an alteration of its own: the table may be older. */
    private static final List<String> DEFINITION = List.of(
            "create schema if not exists warehouse",
            """
            create table if not exists warehouse.customer_profile (
              customer_id text primary key,
              first_seen timestamptz not null,
              last_seen timestamptz not null,
              interactions bigint not null,
              journal_sequence bigint not null)\
            """,
            """
            alter table warehouse.customer_profile
              add column if not exists orders bigint not null default 0,
              add column if not exists order_value jsonb not null default '{}',
              add column if not exists last_order timestamptz,
              add column if not exists open_tickets integer not null default 0,
              add column if not exists errors bigint not null default 0,
              add column if not exists sessions integer not null default 0,
              add column if not exists session_start timestamptz,
              add column if not exists cart_items integer not null default 0,
              add column if not exists cart_value jsonb not null default '{}',
              add column if not exists cart_since timestamptz,
              add column if not exists tier text,
              add column if not exists region text,
              add column if not exists country text\
            """,
            comment(
                    "table warehouse.customer_profile",
                    "One row per customer: the profile as its newest journal entry tells it"),
            column("customer_id", "The id with its namespace: user_id:… or anonymous_id:…"),
            column("first_seen", "Event time of the oldest interaction"),
            column("last_seen", "Event time of the newest interaction"),
            column("interactions", "How many interactions the profile has taken in"),
            column("journal_sequence", "Sequence number of the journal entry that this row is taken from"),
            column("orders", "How many orders there were"),
            column("order_value", "What was ordered less what was refunded: cents by currency"),
            column("last_order", "Event time of the newest order"),
            column("open_tickets", "Support tickets that are open"),
            column("errors", "How many errors the customer ran into"),
            column("sessions", "Sessions within the last day up to last_seen"),
            column("session_start", "When the newest session began"),
            column("cart_items", "Different products in the cart"),
            column("cart_value", "What the cart is worth: cents by currency"),
            column("cart_since", "Since when the oldest product lies in the cart"),
            column("tier", "As the producers tell it"),
            column("region", "As the producers tell it"),
            column("country", "Where the customer was last"));

    /** An entry that comes again, or after a newer one, changes nothing. */
    private static final String UPSERT = """
        insert into warehouse.customer_profile as known (
          customer_id, first_seen, last_seen, interactions, journal_sequence, orders, order_value, last_order,
          open_tickets, errors, sessions, session_start, cart_items, cart_value, cart_since, tier, region,
          country)
        select
          id, to_timestamp(first_seen / 1000.0), to_timestamp(last_seen / 1000.0), interactions, sequence,
          orders, order_value::jsonb, to_timestamp(nullif(last_order, 0) / 1000.0), open_tickets, errors,
          sessions, to_timestamp(nullif(session_start, 0) / 1000.0), cart_items, cart_value::jsonb,
          to_timestamp(nullif(cart_since, 0) / 1000.0), tier, region, country
        from unnest(
          $1::text[], $2::int8[], $3::int8[], $4::int8[], $5::int8[], $6::int8[], $7::text[], $8::int8[],
          $9::int4[], $10::int8[], $11::int4[], $12::int8[], $13::int4[], $14::text[], $15::int8[],
          $16::text[], $17::text[], $18::text[])
        as row(
          id, first_seen, last_seen, interactions, sequence, orders, order_value, last_order, open_tickets,
          errors, sessions, session_start, cart_items, cart_value, cart_since, tier, region, country)
        order by id
        on conflict (customer_id) do update set
          first_seen = excluded.first_seen, last_seen = excluded.last_seen,
          interactions = excluded.interactions, journal_sequence = excluded.journal_sequence,
          orders = excluded.orders, order_value = excluded.order_value, last_order = excluded.last_order,
          open_tickets = excluded.open_tickets, errors = excluded.errors, sessions = excluded.sessions,
          session_start = excluded.session_start, cart_items = excluded.cart_items,
          cart_value = excluded.cart_value, cart_since = excluded.cart_since, tier = excluded.tier,
          region = excluded.region, country = excluded.country
        where known.journal_sequence < excluded.journal_sequence\
        """;

    record Row(String customerId, Headline headline, long sequence) {}

    private CustomerProfileTable() {}

    /** Waits: nothing can be projected before. */
    static void define(ConnectionFactory connections) {
        Mono.usingWhen(
                        connections.create(),
                        connection -> Flux.concat(
                                        Mono.from(connection.beginTransaction()),
                                        execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")"),
                                        Flux.fromIterable(DEFINITION).concatMap(sql -> execute(connection, sql)),
                                        Mono.from(connection.commitTransaction()))
                                .then(),
                        Connection::close)
                .block(PATIENCE);
    }

    /** At most one row per customer. */
    static Mono<Void> upsert(Connection connection, List<Row> rows) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        return Flux.from(connection
                        .createStatement(UPSERT)
                        .bind("$1", BinaryArray.texts(rows, Row::customerId))
                        .bind(
                                "$2",
                                BinaryArray.longs(rows, row -> row.headline().firstSeenMillis()))
                        .bind(
                                "$3",
                                BinaryArray.longs(rows, row -> row.headline().lastSeenMillis()))
                        .bind(
                                "$4",
                                BinaryArray.longs(rows, row -> row.headline().interactions()))
                        .bind("$5", BinaryArray.longs(rows, Row::sequence))
                        .bind(
                                "$6",
                                BinaryArray.longs(rows, row -> row.headline().orders()))
                        .bind(
                                "$7",
                                BinaryArray.texts(
                                        rows,
                                        row -> Columns.money(row.headline().orderValue())))
                        .bind(
                                "$8",
                                BinaryArray.longs(
                                        rows, row -> Columns.time(row.headline().lastOrderMillis())))
                        .bind("$9", BinaryArray.ints(rows, row -> row.headline().openTickets()))
                        .bind(
                                "$10",
                                BinaryArray.longs(rows, row -> row.headline().errors()))
                        .bind(
                                "$11",
                                BinaryArray.ints(rows, row -> row.headline().sessions()))
                        .bind(
                                "$12",
                                BinaryArray.longs(
                                        rows, row -> Columns.time(row.headline().sessionStartMillis())))
                        .bind(
                                "$13",
                                BinaryArray.ints(rows, row -> row.headline().cartItems()))
                        .bind(
                                "$14",
                                BinaryArray.texts(
                                        rows,
                                        row -> Columns.money(row.headline().cartValue())))
                        .bind(
                                "$15",
                                BinaryArray.longs(
                                        rows, row -> Columns.time(row.headline().cartSinceMillis())))
                        .bind(
                                "$16",
                                BinaryArray.texts(
                                        rows, row -> Columns.text(row.headline().tier())))
                        .bind(
                                "$17",
                                BinaryArray.texts(
                                        rows, row -> Columns.text(row.headline().region())))
                        .bind(
                                "$18",
                                BinaryArray.texts(
                                        rows, row -> Columns.text(row.headline().country())))
                        .execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }

    static Mono<Void> remove(Connection connection, List<String> ids) {
        return ids.isEmpty()
                ? Mono.empty()
                : Flux.from(connection
                                .createStatement("delete from warehouse.customer_profile where customer_id = any($1)")
                                .bind("$1", BinaryArray.texts(ids, id -> id))
                                .execute())
                        .concatMap(Result::getRowsUpdated)
                        .then();
    }

    private static String column(String name, String says) {
        return comment("column warehouse.customer_profile." + name, says);
    }

    private static String comment(String on, String says) {
        return "comment on " + on + " is '" + says + "'";
    }

    private static Mono<Void> execute(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }
}
