package io.liveprofile.projections.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** How the profile's published form writes things: see docs/reference/profile.md. */
final class Told {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String NO_CURRENCY = "XXX";
    private static final int USUAL_DECIMALS = 2;

    private Told() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array(Collection<ObjectNode> entries) {
        return NODES.arrayNode().addAll(entries);
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    static void text(ObjectNode into, String field, Optional<String> text) {
        text.ifPresent(told -> into.put(field, told));
    }

    static ObjectNode money(String currency, long cents) {
        return object().put("currency", currency).put("cents", cents);
    }

    static ArrayNode money(Map<String, Long> centsByCurrency) {
        return array(centsByCurrency.entrySet().stream()
                .map(sum -> money(sum.getKey(), sum.getValue()))
                .toList());
    }

    static String currency(Raw raw) {
        return raw.text("currency").orElse(NO_CURRENCY).toUpperCase(Locale.ROOT);
    }

    static long cents(BigDecimal amount, String currency) {
        int decimals = currency.equals(NO_CURRENCY)
                ? USUAL_DECIMALS
                : Currency.getInstance(currency).getDefaultFractionDigits();
        return amount.movePointRight(decimals).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** The newest first, up to so many. */
    static List<Raw> newest(List<Raw> oldestFirst, int max) {
        return oldestFirst.reversed().stream().limit(max).toList();
    }

    /** The interactions by what they are about, in the order of the newest about it; of one interaction the greater first. */
    static SequencedMap<String, List<Raw>> grouped(List<Raw> oldestFirst, Function<Raw, Collection<String>> about) {
        var groups = new LinkedHashMap<String, List<Raw>>();
        for (var raw : oldestFirst) {
            for (var key : about.apply(raw)) {
                var group = groups.computeIfAbsent(key, _ -> new ArrayList<>());
                if (group.isEmpty() || group.getLast() != raw) {
                    group.add(raw);
                }
            }
        }
        var sorted = new LinkedHashMap<String, List<Raw>>();
        groups.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, List<Raw>>, Raw>comparing(
                                group -> group.getValue().getLast(), Raw.OLDEST_FIRST)
                        .thenComparing(Map.Entry::getKey)
                        .reversed())
                .forEach(group -> sorted.put(group.getKey(), group.getValue()));
        return sorted;
    }
}
