package io.liveprofile.projections.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Cart, what was bought, and interests. */
final class Shopping {
    private static final long CART_WINDOW_MILLIS = 24 * 3_600_000;
    private static final int CART_MOVES_MAX = 50;
    private static final int BOUGHT_MAX = 50;
    private static final int INTERESTS_MAX = 100;

    private Shopping() {}

    static void tell(List<Raw> all, ObjectNode profile, List<String> truncated) {
        var orders = all.stream().filter(raw -> raw.is("Order Completed")).toList();
        cart(all, profile.putObject("cart"), truncated);
        Purchases.tell(all, profile.putObject("orders"));
        bought(orders, profile, truncated);
        interests(all, profile, truncated);
    }

    private static final class Line {
        private final Raw first;
        private BigDecimal quantity = BigDecimal.ZERO;
        private Optional<String> category = Optional.empty();
        private ObjectNode price = Told.object();

        Line(Raw first) {
            this.first = first;
        }
    }

    private static void cart(List<Raw> all, ObjectNode cart, List<String> truncated) {
        var moves = new ArrayList<Raw>();
        long newest = Long.MIN_VALUE;
        for (var raw : all) {
            if (raw.is("Order Completed")) {
                moves.clear();
                newest = raw.atMillis();
            } else if (raw.is("Product Added", "Product Removed")) {
                moves.add(raw);
                newest = raw.atMillis();
            }
        }
        long from = newest == Long.MIN_VALUE ? newest : newest - CART_WINDOW_MILLIS;
        moves.removeIf(move -> move.atMillis() < from);
        if (moves.size() > CART_MOVES_MAX) {
            truncated.add("cart");
        }
        var lines = new LinkedHashMap<String, Line>();
        for (var move : Told.newest(moves, CART_MOVES_MAX).reversed()) {
            var product = move.text("product_id", "sku").orElseThrow();
            if (move.is("Product Removed")) {
                lines.computeIfPresent(product, (_, line) -> without(line, move));
                continue;
            }
            var line = lines.computeIfAbsent(product, _ -> new Line(move));
            line.quantity = line.quantity.add(move.number("quantity").orElse(BigDecimal.ONE));
            line.category = move.text("category").or(() -> line.category);
            line.price = Told.money(
                    Told.currency(move), Told.cents(move.number("price").orElseThrow(), Told.currency(move)));
        }
        tell(lines, cart);
    }

    /** All of them, where it isn't told how many. */
    private static @Nullable Line without(Line line, Raw removal) {
        line.quantity = line.quantity.subtract(removal.number("quantity").orElse(line.quantity));
        return line.quantity.signum() > 0 ? line : null;
    }

    private static void tell(Map<String, Line> lines, ObjectNode cart) {
        var items = new ArrayList<ObjectNode>();
        var value = new TreeMap<String, Long>();
        lines.forEach((product, line) -> {
            var item = Told.object().put("product", product);
            Told.text(item, "category", line.category);
            item.put("quantity", line.quantity);
            item.set("price", line.price);
            items.add(item.put("since", Told.time(line.first.atMillis())));
            value.merge(
                    line.price.path("currency").asText(),
                    line.price.path("cents").asLong() * line.quantity.longValueExact(),
                    Long::sum);
        });
        cart.set("items", Told.array(items));
        cart.set("value", Told.money(value));
        lines.values().stream()
                .map(line -> line.first)
                .min(Raw.OLDEST_FIRST)
                .ifPresent(first -> cart.put("since", Told.time(first.atMillis())));
    }

    private static void bought(List<Raw> orders, ObjectNode profile, List<String> truncated) {
        var bought = Told.grouped(
                orders,
                order -> Purchases.products(order).stream()
                        .map(product -> product.path("sku").asText())
                        .toList());
        if (bought.size() > BOUGHT_MAX) {
            truncated.add("bought");
        }
        profile.set(
                "bought",
                Told.array(bought.entrySet().stream()
                        .limit(BOUGHT_MAX)
                        .map(product -> Told.object()
                                .put("product", product.getKey())
                                .put("sku", product.getKey())
                                .put(
                                        "at",
                                        Told.time(product.getValue().getLast().atMillis())))
                        .toList()));
    }

    private static void interests(List<Raw> all, ObjectNode profile, List<String> truncated) {
        var byDay = new TreeMap<Long, TreeMap<String, Integer>>();
        for (var raw : all) {
            if (raw.is("Product Viewed", "Product Added")) {
                raw.text("category")
                        .ifPresent(category -> byDay.computeIfAbsent(Activity.day(raw), _ -> new TreeMap<>())
                                .merge(category, 1, Integer::sum));
            }
        }
        var interests = new ArrayList<ObjectNode>();
        byDay.reversed()
                .forEach((day, categories) -> categories.forEach((category, times) -> interests.add(Told.object()
                        .put("day", LocalDate.ofEpochDay(day).toString())
                        .put("category", category)
                        .put("times", times))));
        if (interests.size() > INTERESTS_MAX) {
            truncated.add("interests");
        }
        profile.set(
                "interests", Told.array(interests.stream().limit(INTERESTS_MAX).toList()));
    }
}
