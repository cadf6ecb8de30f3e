package io.liveprofile.projections.outgoing;

import com.fasterxml.jackson.core.JsonGenerator;
import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.Headline.Grade;
import java.io.IOException;

/** The public profile as it goes to other systems: the figures of the headline, in the words of the API. */
final class ProfileMessage {
    private ProfileMessage() {}

    static byte[] json(String customer, long sequence, Headline headline) {
        return Json.object(out -> {
            out.writeStringField("id", customer);
            out.writeNumberField("sequence", sequence);
            Json.time(out, "eventTime", headline.lastSeenMillis());
            Json.time(out, "firstSeen", headline.firstSeenMillis());
            Json.time(out, "lastSeen", headline.lastSeenMillis());
            out.writeNumberField("interactions", headline.interactions());
            Json.object(out, "traits", traits -> {
                Json.text(traits, "tier", headline.tier());
                Json.text(traits, "region", headline.region());
            });
            Json.text(out, "country", headline.country());
            Json.object(out, "session", session -> Json.time(session, "start", headline.sessionStartMillis()));
            out.writeNumberField("sessionsToday", headline.sessions());
            Json.object(out, "cart", cart -> {
                cart.writeNumberField("products", headline.cartItems());
                Json.money(cart, "value", headline.cartValue());
                Json.time(cart, "since", headline.cartSinceMillis());
            });
            Json.object(out, "orders", orders -> {
                orders.writeNumberField("count", headline.orders());
                Json.money(orders, "value", headline.orderValue());
                Json.time(orders, "last", headline.lastOrderMillis());
            });
            Json.object(out, "support", support -> {
                support.writeNumberField("openTickets", headline.openTickets());
                support.writeNumberField("errors", headline.errors());
            });
            grade(out, "churn", headline.churn());
            grade(out, "fraud", headline.fraud());
            Json.texts(out, "segments", headline.segments());
        });
    }

    private static void grade(JsonGenerator out, String field, Grade grade) throws IOException {
        Json.object(out, field, told -> {
            told.writeNumberField("score", grade.score());
            told.writeStringField("level", grade.level().word());
        });
    }
}
