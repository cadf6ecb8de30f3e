package io.liveprofile.projections.interaction;

import static io.liveprofile.projections.ReadModels.column;
import static io.liveprofile.projections.ReadModels.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.persistence.r2dbc.projection.ModelTable;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.projections.Observations;
import io.liveprofile.projections.ReadModels;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InteractionProjectionTest {
    private static final long HOUR = 3_600_000;

    private static ReadModels models;

    private final CustomerId ava = CustomerId.user("ava|" + UUID.randomUUID());
    private final CustomerId visitor = CustomerId.anonymous("v" + UUID.randomUUID());
    private final InteractionProjection projection = new InteractionProjection(ModelTable::view, FoldRules.DEFAULT);

    @BeforeAll
    static void start() {
        models = new ReadModels(InteractionProjection.MODEL);
    }

    @AfterAll
    static void stop() {
        models.close();
    }

    @Test
    void an_order_stands_with_its_figures_and_nothing_that_is_sealed() {
        var order = new Interaction(
                "m1",
                "Order Completed",
                1,
                50 * HOUR,
                false,
                50 * HOUR + 1,
                ava,
                Optional.of(visitor),
                Optional.of(new Origin("customer-events", 3, 17)),
                Fields.builder()
                        .put("properties.order_id", new Value.Text("o-1"))
                        .put("properties.total", new Value.Number(new BigDecimal("19.99")))
                        .put("properties.currency", new Value.Text("EUR"))
                        .put("properties.note", new Value.Sealed(new byte[] {1}))
                        .put("properties.gift\0", new Value.Flag(true))
                        .put("context.device.type", new Value.Text("ios"))
                        .put("context.geo.country", new Value.Text("CH"))
                        .build());

        models.handle(projection, entry(ava, 7, Observations.of(order)));

        assertThat(rows("event, revenue_cents, currency, order_id, user_id, anonymous_id, context_geo_country,"
                        + " context_device_type, properties, late, session_start is not null, origin_topic,"
                        + " origin_partition, origin_offset, journal_sequence"))
                .containsExactly(
                        "Order Completed|1999|EUR|o-1|" + ava.value() + "|" + visitor.value() + "|CH|ios|{\"gift\":"
                                + " true, \"total\":"
                                + " 19.99, \"currency\":"
                                + " \"EUR\","
                                + " \"order_id\":"
                                + " \"o-1\"}|f|t|customer-events|3|17|7");
    }

    @Test
    void an_entry_that_comes_again_changes_nothing_and_a_refund_counts_down() {
        var refund = Observations.told(
                ava,
                "m1",
                "Order Refunded",
                HOUR,
                Fields.builder()
                        .put("properties.order_id", new Value.Text("o-1"))
                        .put("properties.total", new Value.Number(BigDecimal.TEN))
                        .build());

        models.handle(projection, entry(ava, 1, Observations.of(refund)));
        models.handle(projection, entry(ava, 1, Observations.of(refund)), entry(ava, 1, Observations.of(refund)));

        assertThat(rows("revenue_cents, currency")).containsExactly("-1000|XXX");
    }

    @Test
    void late_is_what_lies_further_behind_the_newest_than_the_rules_allow() {
        var newest = 100 * HOUR;
        models.handle(
                projection,
                entry(
                        ava,
                        1,
                        Observations.of(
                                told("exactly", newest - 24 * HOUR),
                                told("late", newest - 24 * HOUR - 1),
                                told("newest", newest))));

        assertThat(rows("message_id, late, session_start is not null"))
                .containsExactlyInAnyOrder("exactly|f|f", "late|t|f", "newest|f|t");
    }

    @Test
    void what_a_visitor_did_is_the_takers_once_it_has_merged_in_whatever_order_the_two_are_read() {
        var before = Observations.told(visitor, "m1", "Page Viewed", HOUR, Fields.NONE);
        var both = Observations.told(visitor, "m2", "Page Viewed", HOUR, Fields.NONE);
        var ownOfBoth = Observations.told(ava, "m2", "Page Viewed", HOUR, Fields.NONE);

        models.handle(
                projection,
                entry(ava, 1, Observations.of(ownOfBoth)),
                // The taker knew m2 already: it is told in no entry of the taker's again.
                entry(ava, 2, Observations.of(before)));
        models.handle(
                projection, entry(visitor, 1, Observations.of(before, both)), entry(visitor, 2, new MergedAway(ava)));

        assertThat(rows("customer_id = '" + ava + "', message_id")).containsExactlyInAnyOrder("t|m1", "t|m2");
        assertThat(column("select anonymous_id from warehouse.interaction where message_id = 'm1' and customer_id = '"
                        + ava + "'"))
                .isEqualTo(List.of(visitor.value()));
    }

    private Interaction told(String messageId, long atMillis) {
        return Observations.told(ava, messageId, "Page Viewed", atMillis, Fields.NONE);
    }

    private List<String> rows(String columns) {
        return column("select concat_ws('|', " + columns + ") from warehouse.interaction where customer_id in ('" + ava
                + "', '" + visitor + "')");
    }
}
