package io.liveprofile.profile.domain.judgement;

import static io.liveprofile.profile.domain.Told.DAY;
import static io.liveprofile.profile.domain.Told.HOUR;
import static io.liveprofile.profile.domain.judgement.Signal.Kind.CART_ABANDONED;
import static io.liveprofile.profile.domain.judgement.Signal.Kind.CART_RECOVERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.Told;
import io.liveprofile.schemas.typed.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class CartSignalsTest {

    @Test
    void a_cart_is_abandoned_after_an_hour_of_silence_and_told_once() {
        var told = cart().silentUntil(HOUR - 1);
        assertThat(told.signals()).isEmpty();

        told.silentUntil(HOUR).silentUntil(2 * HOUR);

        assertThat(told.kinds()).containsExactly(CART_ABANDONED);
        var left = (Signal.About.CartLeft) told.last().about();
        assertThat(left.value()).isEqualTo(List.of(new Money("EUR", 1_999)));
        assertThat(left.items())
                .singleElement()
                .satisfies(item -> assertThat(item.product()).isEqualTo("p-1"));
    }

    @Test
    void looking_around_does_not_make_the_same_cart_abandoned_again() {
        var told = cart().silentUntil(HOUR).of("look", "Page Viewed", 3 * HOUR).silentUntil(5 * HOUR);

        assertThat(told.kinds()).containsExactly(CART_ABANDONED);
    }

    @Test
    void more_in_the_cart_and_silent_again_is_told_again() {
        var told = cart().silentUntil(HOUR);

        add(told, "more", 3 * HOUR, "p-2").silentUntil(4 * HOUR);

        assertThat(told.kinds()).containsExactly(CART_ABANDONED, CART_ABANDONED);
    }

    @Test
    void an_order_that_comes_late_recovers_what_was_told_as_abandoned() {
        var told = cart().silentUntil(HOUR);
        var abandoned = told.last();

        told.of("order", "Order Completed", HOUR / 2, "properties.order_id", "o-1");

        assertThat(told.kinds()).containsExactly(CART_ABANDONED, CART_RECOVERED);
        assertThat(told.last().withdraws()).contains(abandoned.id());
        assertThat(told.last().evidence()).containsExactly("add", "order");
    }

    @Test
    void an_order_of_next_month_recovers_nothing() {
        var told = cart().silentUntil(HOUR);

        told.of("order", "Order Completed", 30 * DAY, "properties.order_id", "o-1");

        assertThat(told.kinds()).containsExactly(CART_ABANDONED);
    }

    @Test
    void an_empty_cart_is_never_abandoned() {
        var told = cart().of("out", "Product Removed", 1, "properties.product_id", "p-1")
                .silentUntil(DAY);

        assertThat(told.signals()).isEmpty();
    }

    private static Told cart() {
        return add(new Told(), "add", 0, "p-1");
    }

    private static Told add(Told told, String messageId, long at, String product) {
        return told.of(
                messageId,
                "Product Added",
                at,
                "properties.product_id",
                product,
                "properties.price",
                19.99,
                "properties.currency",
                "EUR");
    }
}
