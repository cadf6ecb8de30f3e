package io.liveprofile.projections.outgoing;

import com.fasterxml.jackson.core.JsonGenerator;
import io.liveprofile.profile.domain.facts.Cart;
import io.liveprofile.profile.domain.judgement.ScoreReason;
import io.liveprofile.profile.domain.judgement.Signal;
import io.liveprofile.profile.domain.judgement.Signal.About;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** What was noticed, as it goes to other systems. */
final class SignalMessage {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private SignalMessage() {}

    static byte[] json(String customer, Signal signal) {
        return Json.object(out -> {
            out.writeStringField("id", signal.id());
            out.writeStringField("customer", customer);
            out.writeStringField("kind", signal.kind().word());
            Json.time(out, "at", signal.atMillis());
            out.writeStringField("ruleVersion", signal.ruleVersion());
            Json.texts(out, "evidence", signal.evidence());
            Json.text(out, "withdraws", signal.withdraws());
            about(out, signal.about());
        });
    }

    private static void about(JsonGenerator out, About about) throws IOException {
        switch (about) {
            case About.Risk(var churn) ->
                Json.object(out, "churn", told -> {
                    told.writeNumberField("score", churn.points());
                    told.writeStringField("level", churn.level().word());
                    reasons(told, churn.reasons());
                });
            case About.CartLeft(var items, var value) ->
                Json.object(out, "cart", told -> {
                    items(told, items);
                    Json.money(told, "value", value);
                });
            case About.Suspicion(var points, var detail) ->
                Json.object(out, "suspicion", told -> {
                    told.writeNumberField("points", points);
                    told.writeStringField("detail", detail);
                });
            case About.SegmentMove(var segment, var because) -> {
                out.writeStringField("segment", segment);
                out.writeStringField("because", because);
            }
            case About.Nothing _ -> {}
        }
    }

    private static void reasons(JsonGenerator out, List<ScoreReason> reasons) throws IOException {
        out.writeArrayFieldStart("reasons");
        for (var reason : reasons) {
            out.writeStartObject();
            out.writeStringField("name", reason.name());
            out.writeNumberField("points", reason.points());
            out.writeStringField("messageId", reason.messageId());
            Json.time(out, "at", reason.atMillis());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void items(JsonGenerator out, List<Cart.Line> items) throws IOException {
        out.writeArrayFieldStart("items");
        for (var item : items) {
            out.writeStartObject();
            out.writeStringField("product", item.product());
            out.writeNumberField(
                    "quantity",
                    BigDecimal.valueOf(item.thousandths()).divide(THOUSAND).stripTrailingZeros());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
