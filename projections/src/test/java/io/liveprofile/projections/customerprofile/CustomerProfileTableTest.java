package io.liveprofile.projections.customerprofile;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.embedded.SharedServers;
import io.liveprofile.persistence.r2dbc.projection.ModelTable;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Headline;
import io.liveprofile.projections.Judged;
import io.liveprofile.projections.ReadModels;
import io.liveprofile.projections.customerprofile.CustomerProfileTable.Row;
import io.liveprofile.schemas.typed.Money;
import io.r2dbc.spi.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CustomerProfileTableTest {
    private final String ava = "user_id:ava|" + UUID.randomUUID() + " 💚";
    private static ReadModels models;

    @BeforeAll
    static void start() {
        models = new ReadModels(CustomerProfileProjection.MODEL);
    }

    @AfterAll
    static void stop() {
        models.close();
    }

    @Test
    void a_customer_has_one_row_whatever_stands_in_the_id() throws Exception {
        upsert(new Row(ava, Headline.of(1_000, 2_000, 5), Optional.empty(), 1));

        assertThat(stored()).isEqualTo("1970-01-01 00:00:01|1970-01-01 00:00:02|5|1");
    }

    @Test
    void an_entry_that_comes_again_or_after_a_newer_one_changes_nothing() throws Exception {
        upsert(new Row(ava, Headline.of(1_000, 3_000, 7), Optional.empty(), 2));

        upsert(new Row(ava, Headline.of(1_000, 2_000, 5), Optional.empty(), 1));
        upsert(new Row(ava, Headline.of(9_000, 9_000, 9), Optional.empty(), 2));

        assertThat(stored()).isEqualTo("1970-01-01 00:00:01|1970-01-01 00:00:03|7|2");
    }

    @Test
    void a_newer_entry_takes_the_row_over() throws Exception {
        upsert(new Row(ava, Headline.of(1_000, 2_000, 5), Optional.empty(), 1));

        upsert(new Row(ava, Headline.of(500, 4_000, 8), Optional.empty(), 2));

        assertThat(stored()).isEqualTo("1970-01-01 00:00:00.5|1970-01-01 00:00:04|8|2");
    }

    @Test
    void every_figure_of_the_headline_has_its_column() throws Exception {
        upsert(new Row(
                ava,
                new Headline(
                        1_000,
                        2_000,
                        5,
                        2,
                        List.of(new Money("CHF", -5), new Money("EUR", 1_999)),
                        Optional.of(3_000L),
                        4,
                        6,
                        7,
                        Optional.of(8_000L),
                        9,
                        List.of(new Money("E\"\0R", 10)),
                        Optional.of(11_000L),
                        Optional.of("gold\0"),
                        Optional.empty(),
                        Optional.of("FR"),
                        Headline.Grade.NONE,
                        Headline.Grade.NONE,
                        List.of()),
                Optional.empty(),
                1));

        assertThat(stored("orders, order_value, extract(epoch from last_order)::int, open_tickets, errors, sessions,"
                        + " extract(epoch from session_start)::int, cart_items, cart_value,"
                        + " extract(epoch from cart_since)::int, tier, region, country"))
                .isEqualTo("2|{\"CHF\": -5, \"EUR\": 1999}|3|4|6|7|8|9|{\"E\\\"R\": 10}|11|gold|null|FR");
    }

    @Test
    void reasons_stay_as_they_were_until_an_entry_tells_others() throws Exception {
        var id = CustomerId.user("judged" + UUID.randomUUID());
        var projection = new CustomerProfileProjection(ModelTable::view);

        models.handle(
                projection,
                ReadModels.entry(id, 1, Judged.inSegments(1_000, "loyal", "vip")),
                ReadModels.entry(id, 2, Judged.asBefore(2_000)));
        models.handle(projection, ReadModels.entry(id, 3, Judged.asBefore(3_000)));

        assertThat(ReadModels.column("select concat_ws('|', churn_level, churn_reasons -> 0 ->> 'name', segments,"
                        + " rule_version, journal_sequence) from warehouse.customer_profile where customer_id = '" + id
                        + "'"))
                .containsExactly("low|silent|{}|rules-1|3");
    }

    private void upsert(Row row) {
        Mono.usingWhen(
                        models.connections().create(),
                        connection -> new CustomerProfileTable(ModelTable::view).upsert(connection, List.of(row)),
                        Connection::close)
                .block();
    }

    private String stored() throws Exception {
        return stored("first_seen at time zone 'UTC', last_seen at time zone 'UTC', interactions, journal_sequence");
    }

    private String stored(String columns) throws Exception {
        try (var connection =
                        DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var statement = connection.prepareStatement("select concat_ws('|', "
                        + columns.replaceAll("\\b(tier|region|country)\\b", "coalesce($1, 'null')")
                        + ") from warehouse.customer_profile where customer_id = ?")) {
            statement.setString(1, ava);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
