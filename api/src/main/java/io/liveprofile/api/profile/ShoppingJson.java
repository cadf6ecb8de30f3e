package io.liveprofile.api.profile;

import io.liveprofile.profile.domain.facts.Cart;
import io.liveprofile.profile.domain.facts.CartMove;
import io.liveprofile.profile.domain.facts.Order;
import io.liveprofile.profile.domain.facts.Orders;
import java.math.BigDecimal;
import java.util.List;

/** What lies in the cart, what was ordered and bought, and what a customer likes to look at. */
final class ShoppingJson {

    static final List<Part> PARTS = List.of(
            Part.object("cart", (out, facts) -> cart(out, facts.cart())),
            Part.object("orders", (out, facts) -> orders(out, facts.orders())),
            Part.array(
                    "bought",
                    facts -> facts.bought().entries(),
                    (bought, each) -> bought.text("product", each.product())
                            .text("sku", each.sku())
                            .text("category", each.category())
                            .time("at", each.atMillis())),
            Part.array(
                    "interests",
                    facts -> facts.interests().byDay(),
                    (interest, each) -> interest.text("day", ProfileJson.day(each.epochDay()))
                            .text("category", each.category())
                            .number("times", each.times())));

    private ShoppingJson() {}

    private static void cart(JsonOut out, Cart cart) {
        var lines = cart.lines();
        out.array("items", lines, ShoppingJson::line).money("value", Cart.value(lines));
        lines.stream().mapToLong(Cart.Line::sinceMillis).min().ifPresent(since -> out.time("since", since));
    }

    private static void line(JsonOut out, Cart.Line line) {
        out.text("product", line.product())
                .text("category", line.category())
                .number("quantity", BigDecimal.valueOf(line.thousandths()).divide(BigDecimal.valueOf(CartMove.ONE)))
                .money("price", line.price())
                .time("since", line.sinceMillis());
    }

    private static void orders(JsonOut out, Orders orders) {
        out.number("count", orders.count())
                .number("refunds", orders.refunds())
                .number("cancelled", orders.cancelled())
                .money("value", orders.value())
                .array("gross", orders.sums(), (gross, sum) -> gross.money(sum.currency(), sum.grossCents()))
                .array(
                        "refunded",
                        orders.sums(),
                        (refunded, sum) -> refunded.money(sum.currency(), sum.refundedCents()))
                .array(
                        "usual",
                        orders.usual(),
                        (usual, each) -> usual.number("orders", each.orders())
                                .object("mean", mean -> mean.money(each.currency(), each.meanCents()))
                                .object("spread", spread -> spread.money(each.currency(), each.spreadCents())));
        orders.last().ifPresent(last -> out.object("last", nested -> order(nested, last)));
        out.array("newest", orders.newest().entries(), ShoppingJson::order);
    }

    private static void order(JsonOut out, Order order) {
        out.text("orderId", order.orderId())
                .time("at", order.atMillis())
                .text("messageId", order.messageId().toString())
                .money("value", order.value())
                .number("products", order.products());
    }
}
