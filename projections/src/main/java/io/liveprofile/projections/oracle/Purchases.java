package io.liveprofile.projections.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Orders, what was given back of them, and what is usual. */
final class Purchases {
    private static final int ORDERS_MAX = 20;

    private Purchases() {}

    private static long total(Raw order) {
        return Told.cents(order.number("total").orElseThrow(), Told.currency(order));
    }

    static void tell(List<Raw> all, ObjectNode told) {
        var orders = named(all, "Order Completed");
        var refunds = named(all, "Order Refunded");
        var gross = new TreeMap<String, Long>();
        var refunded = new TreeMap<String, Long>();
        for (var order : orders) {
            gross.merge(Told.currency(order), total(order), Long::sum);
            refunded.merge(Told.currency(order), 0L, Long::sum);
        }
        for (var refund : refunds) {
            gross.merge(Told.currency(refund), 0L, Long::sum);
            refunded.merge(Told.currency(refund), total(refund), Long::sum);
        }
        var value = new TreeMap<>(gross);
        value.replaceAll((currency, cents) -> cents - refunded.getOrDefault(currency, 0L));
        told.put("count", orders.size())
                .put("refunds", refunds.size())
                .put("cancelled", named(all, "Order Cancelled").size());
        told.set("value", Told.money(value));
        told.set("gross", Told.money(gross));
        told.set("refunded", Told.money(refunded));
        newest(Told.newest(orders, ORDERS_MAX), gross.keySet(), told);
    }

    private static List<Raw> named(List<Raw> all, String name) {
        return all.stream().filter(raw -> raw.is(name)).toList();
    }

    private static void newest(List<Raw> newest, Collection<String> currencies, ObjectNode told) {
        var usual = new ArrayList<ObjectNode>();
        for (var currency : currencies) {
            usual(newest, currency).ifPresent(usual::add);
        }
        told.set("usual", Told.array(usual));
        if (!newest.isEmpty()) {
            told.set("last", order(newest.getFirst()));
        }
        told.set("newest", Told.array(newest.stream().map(Purchases::order).toList()));
    }

    private static Optional<ObjectNode> usual(List<Raw> newest, String currency) {
        var cents = newest.stream()
                .filter(order -> Told.currency(order).equals(currency))
                .map(Purchases::total)
                .toList();
        if (cents.isEmpty()) {
            return Optional.empty();
        }
        long n = cents.size();
        long sum = cents.stream().mapToLong(Long::longValue).sum();
        var squares = BigInteger.ZERO;
        for (long each : cents) {
            squares = squares.add(BigInteger.valueOf(each * n - sum).pow(2));
        }
        var variance = squares.divide(BigInteger.valueOf(n)).sqrt().longValueExact() / n;
        var usual = Told.object().put("orders", n);
        usual.set("mean", Told.money(currency, sum / n));
        usual.set("spread", Told.money(currency, variance));
        return Optional.of(usual);
    }

    private static ObjectNode order(Raw order) {
        var told = Told.object()
                .put("orderId", order.text("order_id").orElseThrow())
                .put("at", Told.time(order.atMillis()))
                .put("messageId", order.messageId());
        told.set("value", Told.money(Told.currency(order), total(order)));
        return told.put("products", products(order).size());
    }

    static List<JsonNode> products(Raw order) {
        var products = new ArrayList<JsonNode>();
        order.json().path("properties").path("products").forEach(products::add);
        return products;
    }
}
