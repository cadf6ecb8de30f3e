package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.profile.domain.facts.Bought;
import io.liveprofile.profile.domain.facts.Cart;
import io.liveprofile.profile.domain.facts.CartMove;
import io.liveprofile.profile.domain.facts.Interests;
import io.liveprofile.profile.domain.facts.Interests.Interest;
import io.liveprofile.profile.domain.facts.Newest;
import io.liveprofile.profile.domain.facts.Order;
import io.liveprofile.profile.domain.facts.Orders;
import io.liveprofile.profile.domain.facts.Orders.CurrencySum;
import java.util.ArrayList;
import java.util.List;

/** What a customer looks at, puts into the cart and buys. */
final class ShoppingWire {
    private static final int ORDERED_AT = 1;
    private static final int ORDERED_BY = 2;
    private static final int MOVE = 5;

    private static final int PRODUCT = Row.OWN;
    private static final int ADDED = Row.OWN + 1;
    private static final int CATEGORY = Row.OWN + 2;
    private static final int THOUSANDTHS = Row.OWN + 3;
    private static final int CURRENCY = Row.OWN + 4;
    private static final int CENTS = Row.OWN + 5;

    private static final int SKU = Row.OWN + 1;

    private static final int COUNT = 1;
    private static final int REFUNDS = 2;
    private static final int CANCELLED = 3;
    private static final int SUM = 4;
    private static final int OTHER_CURRENCIES = 5;
    private static final int NEWEST = 6;

    private static final int SUM_CURRENCY = 1;
    private static final int GROSS = 2;
    private static final int REFUNDED = 3;

    private static final int PRODUCTS = Row.OWN + 1;
    private static final int WHERE = Row.OWN + 2;

    private static final int INTEREST = 1;
    private static final int TRUNCATED = 2;

    private static final int DAY = 1;
    private static final int INTEREST_CATEGORY = 2;
    private static final int TIMES = 3;

    private ShoppingWire() {}

    static void cart(WireWriter wire, Cart cart) {
        wire.number(ORDERED_AT, cart.orderedAtMillis())
                .text(ORDERED_BY, cart.orderedMessageId().toString());
        cart.moves()
                .forEach(move -> wire.nested(MOVE, nested -> {
                    Row.dated(nested, move);
                    nested.text(PRODUCT, move.product())
                            .number(ADDED, move.added() ? 1 : 0)
                            .number(THOUSANDTHS, move.thousandths());
                    Row.text(nested, CATEGORY, move.category());
                    Row.money(nested, CURRENCY, CENTS, move.price());
                }));
    }

    static Cart cart(WireReader wire) {
        long orderedAt = 0;
        var orderedBy = MessageId.NONE;
        var moves = new ArrayList<CartMove>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case ORDERED_AT -> orderedAt = wire.number();
                case ORDERED_BY -> orderedBy = MessageId.of(wire.text());
                case MOVE -> moves.add(move(new Row(wire.nested())));
                default -> wire.skip();
            }
        }
        return new Cart(List.copyOf(moves), orderedAt, orderedBy);
    }

    private static CartMove move(Row row) {
        return new CartMove(
                row.atMillis(),
                row.messageId(),
                row.flag(ADDED),
                row.word(PRODUCT),
                row.wordOrNull(CATEGORY),
                row.number(THOUSANDTHS),
                row.money(CURRENCY, CENTS));
    }

    static void orders(WireWriter wire, Orders orders) {
        wire.number(COUNT, orders.count())
                .number(REFUNDS, orders.refunds())
                .number(CANCELLED, orders.cancelled())
                .number(OTHER_CURRENCIES, orders.otherCurrencies() ? 1 : 0);
        orders.sums()
                .forEach(sum -> wire.nested(
                        SUM,
                        nested -> nested.text(SUM_CURRENCY, sum.currency())
                                .number(GROSS, sum.grossCents())
                                .number(REFUNDED, sum.refundedCents())));
        Row.newest(wire, NEWEST, orders.newest(), ShoppingWire::order);
    }

    static Orders orders(WireReader wire) {
        long count = 0;
        long refunds = 0;
        long cancelled = 0;
        var sums = new ArrayList<CurrencySum>();
        boolean others = false;
        Newest<Order> newest = Newest.none();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case COUNT -> count = wire.number();
                case REFUNDS -> refunds = wire.number();
                case CANCELLED -> cancelled = wire.number();
                case SUM -> sums.add(sum(new Row(wire.nested())));
                case OTHER_CURRENCIES -> others = wire.number() != 0;
                case NEWEST -> newest = Row.newest(wire.nested(), ShoppingWire::order);
                default -> wire.skip();
            }
        }
        return new Orders(count, refunds, cancelled, List.copyOf(sums), others, newest);
    }

    private static CurrencySum sum(Row row) {
        return new CurrencySum(row.word(SUM_CURRENCY), row.number(GROSS), row.number(REFUNDED));
    }

    private static void order(WireWriter wire, Order order) {
        wire.text(PRODUCT, order.orderId()).number(PRODUCTS, order.products());
        Row.money(wire, CURRENCY, CENTS, order.value());
        WhereaboutsWire.write(wire, WHERE, order.where());
    }

    private static Order order(Row row) {
        return new Order(
                row.text(PRODUCT),
                row.atMillis(),
                row.messageId(),
                row.money(CURRENCY, CENTS),
                row.integer(PRODUCTS),
                WhereaboutsWire.read(row.nested(WHERE)));
    }

    static void bought(WireWriter wire, Bought bought) {
        Row.text(wire.text(PRODUCT, bought.product()), SKU, bought.sku());
        Row.text(wire, CATEGORY, bought.category());
    }

    static Bought bought(Row row) {
        return new Bought(
                row.word(PRODUCT), row.wordOrNull(SKU), row.wordOrNull(CATEGORY), row.atMillis(), row.messageId());
    }

    static void interests(WireWriter wire, Interests interests) {
        wire.number(TRUNCATED, interests.truncated() ? 1 : 0);
        interests
                .byDay()
                .forEach(each -> wire.nested(
                        INTEREST,
                        nested -> nested.number(DAY, each.epochDay())
                                .text(INTEREST_CATEGORY, each.category())
                                .number(TIMES, each.times())));
    }

    static Interests interests(WireReader wire) {
        var byDay = new ArrayList<Interest>();
        boolean truncated = false;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case INTEREST -> {
                    var row = new Row(wire.nested());
                    byDay.add(Interest.of(row.integer(DAY), row.word(INTEREST_CATEGORY), row.integer(TIMES)));
                }
                case TRUNCATED -> truncated = wire.number() != 0;
                default -> wire.skip();
            }
        }
        return new Interests(List.copyOf(byDay), truncated);
    }
}
