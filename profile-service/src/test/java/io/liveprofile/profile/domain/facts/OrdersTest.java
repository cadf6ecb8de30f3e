package io.liveprofile.profile.domain.facts;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.fields;
import static io.liveprofile.profile.domain.Histories.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.profile.domain.facts.Orders.CurrencySum;
import io.liveprofile.schemas.typed.Money;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrdersTest {

    @Test
    void the_value_is_net_of_refunds_and_gross_and_refunded_are_kept_beside_it() {
        var orders = orders(
                order(1, 20, "EUR"),
                order(2, 10, "CHF"),
                told(
                        "m-r",
                        "Order Refunded",
                        NOON_MILLIS,
                        "properties.order_id",
                        "o-1",
                        "properties.total",
                        5.5,
                        "properties.currency",
                        "EUR"),
                told("m-c", "Order Cancelled", NOON_MILLIS, "properties.order_id", "o-2"));

        assertThat(orders.value()).containsExactly(new Money("CHF", 1_000), new Money("EUR", 1_450));
        assertThat(orders.sums()).containsExactly(new CurrencySum("CHF", 1_000, 0), new CurrencySum("EUR", 2_000, 550));
        assertThat(List.of(orders.count(), orders.refunds(), orders.cancelled()))
                .containsExactly(2L, 1L, 1L);
    }

    @Test
    void what_is_usual_comes_from_the_newest_orders_alone() {
        var all = IntStream.rangeClosed(0, Orders.ORDERS_MAX)
                .mapToObj(i -> order(i, i == 0 ? 1_000_000 : i % 2 == 0 ? 10 : 20, "EUR"))
                .toArray(Interaction[]::new);

        var orders = orders(all);

        assertThat(orders.count()).isEqualTo(Orders.ORDERS_MAX + 1);
        assertThat(orders.usual()).containsExactly(new Usual("EUR", Orders.ORDERS_MAX, 1_500, 500));
        assertThat(orders.last().orElseThrow().orderId()).isEqualTo("o-" + Orders.ORDERS_MAX);
    }

    @Test
    void sums_stop_at_the_largest_number() {
        var sum = new CurrencySum("EUR", Long.MAX_VALUE - 1, 0);
        var orders = new Orders(1, 0, 0, List.of(sum), false, Newest.none());

        assertThat(orders.plus(Told.of(List.of(order(1, 20, "EUR")))).sums())
                .containsExactly(new CurrencySum("EUR", Long.MAX_VALUE, 0));
        assertThat(Amounts.product(Long.MAX_VALUE, 2)).isEqualTo(Long.MAX_VALUE);
        assertThat(Amounts.product(1L << 40, 1L << 40)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void currencies_beyond_the_bound_are_left_out_and_told() {
        var all = IntStream.range(0, Orders.CURRENCIES_MAX)
                .mapToObj(i -> order(i, 1, "C" + (char) ('A' + i) + "X"))
                .toArray(Interaction[]::new);
        var facts = Facts.NONE.plus(List.of(all));

        var more = facts.plus(List.of(order(99, 1, "ZZZ")));

        assertThat(facts.truncated()).isEmpty();
        assertThat(more.truncated()).containsExactly("orders");
        assertThat(more.orders().sums()).isEqualTo(facts.orders().sums());
    }

    @Test
    void what_was_bought_is_known_once_a_product_newest_first() {
        var facts = Facts.NONE.plus(List.of(
                bought("m-1", 5, "shoe"),
                bought("m-3", 9, "shoe"),
                bought("m-2", 7, "coat"),
                bought("m-0", 1, "coat")));

        assertThat(facts.bought().entries())
                .containsExactly(
                        new Bought("shoe", "shoe", "k", NOON_MILLIS + 9, MessageId.of("m-3")),
                        new Bought("coat", "coat", "k", NOON_MILLIS + 7, MessageId.of("m-2")));
    }

    private static Interaction bought(String messageId, long after, String sku) {
        return told(
                messageId,
                "Order Completed",
                NOON_MILLIS + after,
                "properties.order_id",
                messageId,
                "properties.products",
                fields("sku", sku, "category", "k"));
    }

    private static Interaction order(int number, int total, String currency) {
        return told(
                "m-" + number,
                "Order Completed",
                NOON_MILLIS + number,
                "properties.order_id",
                "o-" + number,
                "properties.total",
                total,
                "properties.currency",
                currency);
    }

    private static Orders orders(Interaction... told) {
        return Facts.NONE.plus(List.of(told)).orders();
    }
}
