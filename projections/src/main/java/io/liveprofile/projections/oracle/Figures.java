package io.liveprofile.projections.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a customer's row in the warehouse must say, from the profile that the oracle tells. */
public final class Figures {
    private Figures() {}

    /** By column; null where the row has none. */
    public static ObjectNode of(ObjectNode profile) {
        long interactions = 0;
        for (var count : profile.path("counts")) {
            interactions += count.asLong();
        }
        var row = Told.object();
        row.set("first_seen", profile.path("firstSeen"));
        row.set("last_seen", profile.path("lastSeen"));
        row.put("interactions", interactions);
        row.set("orders", profile.at("/orders/count"));
        row.set("order_value", cents(profile.at("/orders/value")));
        orNull(row, "last_order", profile.at("/orders/last/at"));
        row.set("open_tickets", profile.at("/support/openTickets"));
        row.set("errors", profile.at("/support/errors"));
        row.put("sessions", profile.path("sessions").size());
        orNull(row, "session_start", profile.at("/session/start"));
        row.put("cart_items", profile.at("/cart/items").size());
        row.set("cart_value", cents(profile.at("/cart/value")));
        orNull(row, "cart_since", profile.at("/cart/since"));
        orNull(row, "tier", profile.at("/traits/tier"));
        orNull(row, "region", profile.at("/traits/region"));
        orNull(row, "country", profile.at("/places/0/country"));
        return row;
    }

    private static void orNull(ObjectNode row, String column, JsonNode value) {
        if (value.isMissingNode()) {
            row.putNull(column);
        } else {
            row.set(column, value);
        }
    }

    private static ObjectNode cents(JsonNode amounts) {
        var byCurrency = Told.object();
        amounts.forEach(amount -> byCurrency.set(amount.path("currency").asText(), amount.path("cents")));
        return byCurrency;
    }
}
