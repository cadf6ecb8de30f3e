package io.liveprofile.profile.domain.facts;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.interaction;
import static io.liveprofile.profile.domain.Histories.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.schemas.typed.Money;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CartTest {
    private static final long LATE = FoldRules.DEFAULT.latenessMaxMillis();

    @Test
    void an_order_empties_what_was_put_in_before_it_by_event_time_whatever_it_names() {
        var cart = cart(order("m-2", 10), add("m-1", 5, "shoes", 1), add("m-3", 15, "coat", 1));

        assertThat(products(cart)).containsExactly("coat");
    }

    @Test
    void at_one_time_the_greater_message_id_comes_last() {
        assertThat(products(cart(add("m-2", 5, "shoes", 1), order("m-1", 5)))).containsExactly("shoes");
        assertThat(products(cart(add("m-2", 5, "shoes", 1), order("m-3", 5)))).isEmpty();
    }

    @Test
    void quantities_add_up_and_are_taken_out_again() {
        var moves =
                new Interaction[] {remove("m-3", 7, "shoes", 2), add("m-1", 5, "shoes", 2), add("m-2", 6, "shoes", 1)};

        assertThat(cart(moves).lines())
                .containsExactly(new Cart.Line("shoes", null, 1_000, new Money("EUR", 1_050), NOON_MILLIS + 5));
    }

    @Test
    void what_is_taken_out_without_a_quantity_is_taken_out_whole() {
        assertThat(cart(
                                add("m-1", 5, "shoes", 3),
                                told("m-2", "Product Removed", NOON_MILLIS + 6, "properties.product_id", "shoes"))
                        .lines())
                .isEmpty();
    }

    @Test
    void what_is_put_in_again_lies_there_since_then() {
        var cart = cart(add("m-1", 5, "shoes", 1), remove("m-2", 6, "shoes", 1), add("m-3", 7, "shoes", 1));

        assertThat(cart.lines().getFirst().sinceMillis()).isEqualTo(NOON_MILLIS + 7);
    }

    @Test
    void the_value_is_by_currency_and_of_all_quantities() {
        var cart = cart(
                add("m-1", 5, "shoes", 2),
                told("m-2", "Product Added", NOON_MILLIS, "properties.sku", "s", "properties.price", 3),
                told("m-3", "Product Added", NOON_MILLIS, "properties.sku", "without a price"));

        assertThat(Cart.value(cart.lines())).containsExactly(new Money("EUR", 2_100), new Money("XXX", 300));
    }

    @Test
    void a_half_of_something_counts_half() {
        var cart = cart(told(
                "m-1",
                "Product Added",
                NOON_MILLIS,
                "properties.sku",
                "cheese",
                "properties.price",
                3,
                "properties.quantity",
                0.5));

        assertThat(Cart.value(cart.lines())).containsExactly(new Money("XXX", 150));
    }

    @Test
    void a_late_move_does_not_move_the_cart() {
        assertThat(products(cart(add("m-1", LATE, "shoes", 1), add("m-2", 0, "coat", 1))))
                .containsExactly("coat", "shoes");
        assertThat(products(cart(add("m-1", LATE + 1, "shoes", 1), add("m-2", 0, "coat", 1))))
                .containsExactly("shoes");
    }

    @Test
    void a_cart_stays_however_much_later_its_customer_comes_back_to_look() {
        assertThat(products(cart(add("m-1", 0, "shoes", 1), interaction("m-2", "Page Viewed", NOON_MILLIS + 9 * LATE))))
                .containsExactly("shoes");
    }

    @Test
    void beyond_the_bound_the_newest_moves_count_and_the_cart_says_that_it_is_truncated() {
        var full = IntStream.range(0, Cart.MOVES_MAX)
                .mapToObj(i -> add("m-" + i, i, "p-" + i, 1))
                .toArray(Interaction[]::new);
        var facts = Facts.NONE.plus(List.of(full));

        var more = facts.plus(List.of(add("m-more", -1, "older", 1)));

        assertThat(facts.truncated()).isEmpty();
        assertThat(more.truncated()).containsExactly("cart");
        assertThat(more.cart().lines()).isEqualTo(facts.cart().lines());
        assertThat(more.plus(List.of(order("m-order", 0))).truncated()).isEmpty();
    }

    private static Interaction add(String messageId, long after, String product, int quantity) {
        return told(
                messageId,
                "Product Added",
                NOON_MILLIS + after,
                "properties.product_id",
                product,
                "properties.quantity",
                quantity,
                "properties.price",
                10.5,
                "properties.currency",
                "EUR");
    }

    private static Interaction remove(String messageId, long after, String product, int quantity) {
        return told(
                messageId,
                "Product Removed",
                NOON_MILLIS + after,
                "properties.product_id",
                product,
                "properties.quantity",
                quantity);
    }

    private static Interaction order(String messageId, long after) {
        return told(messageId, "Order Completed", NOON_MILLIS + after, "properties.order_id", "o-1");
    }

    private static Cart cart(Interaction... told) {
        return Facts.NONE.plus(List.of(told)).cart();
    }

    private static List<String> products(Cart cart) {
        return cart.lines().stream().map(Cart.Line::product).toList();
    }
}
