package io.liveprofile.api.judgement;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.facts.Cart;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.domain.judgement.Score;
import io.liveprofile.profile.domain.judgement.Signal;
import io.liveprofile.profile.domain.judgement.Signal.About;
import io.liveprofile.schemas.typed.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** Signals, decisions and rules as the API tells them. */
public final class SignalJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SignalJson() {}

    static byte[] of(Decision decision) {
        return bytes(json(decision));
    }

    public static ObjectNode json(Signal signal) {
        var json = JSON.createObjectNode();
        write(json, signal);
        return json;
    }

    public static ObjectNode json(Review review) {
        var json = JSON.createObjectNode();
        write(json, review);
        return json.put("signalId", review.signalId());
    }

    public static ObjectNode json(Judgement judgement) {
        var json = JSON.createObjectNode();
        json.put("ruleVersion", judgement.ruleVersion());
        json.put("judgedAt", time(judgement.judgedAtMillis()));
        score(json.putObject("churn"), judgement.churn());
        score(json.putObject("fraud"), judgement.fraud());
        judgement.segments().forEach(json.putArray("segments")::add);
        return json;
    }

    public static ObjectNode json(Decision decision) {
        var body = JSON.createObjectNode();
        body.put("decisionId", decision.attempt().id());
        body.put("kind", word(decision.attempt().kind()));
        body.put("decision", word(decision.answer()));
        score(body, decision.score());
        body.put("ruleVersion", decision.ruleVersion());
        body.put("decidedAt", time(decision.attempt().atMillis()));
        return body;
    }

    static byte[] of(LiveProfile profile) {
        var body = JSON.createObjectNode();
        body.put("id", profile.id().toString());
        body.put("sequence", profile.sequence());
        var signals = body.putArray("signals");
        for (var signal : profile.judged().signals()) {
            var json = signals.addObject();
            write(json, signal);
            profile.judged().reviews().stream()
                    .filter(review -> review.signalKey() == signal.key())
                    .findFirst()
                    .ifPresent(review -> write(json.putObject("review"), review));
        }
        return bytes(body);
    }

    static byte[] of(Signal signal, Review.Verdict verdict) {
        var body = JSON.createObjectNode();
        write(body, signal);
        body.putObject("review").put("verdict", word(verdict));
        return bytes(body);
    }

    static byte[] of(Rules rules, JudgementEndpoints.Rejudged progress) {
        var body = JSON.createObjectNode();
        body.put("version", rules.version());
        body.put("customers", progress.customers());
        body.put("judged", progress.judged());
        var segments = body.putArray("segments");
        rules.segments()
                .forEach(segment -> segments.addObject()
                        .put("name", segment.name())
                        .put("title", segment.title())
                        .put("when", segment.condition()));
        return bytes(body);
    }

    private static void write(ObjectNode json, Signal signal) {
        json.put("id", signal.id());
        json.put("kind", signal.kind().word());
        json.put("at", time(signal.atMillis()));
        json.put("ruleVersion", signal.ruleVersion());
        signal.evidence().forEach(json.putArray("evidence")::add);
        signal.withdraws().ifPresent(id -> json.put("withdraws", id));
        switch (signal.about()) {
            case About.Risk(var churn) -> score(json.putObject("churn"), churn);
            case About.CartLeft(var items, var value) -> {
                var cart = json.putObject("cart");
                var list = cart.putArray("items");
                items.forEach(item -> item(list, item));
                var amounts = cart.putArray("value");
                value.forEach(money -> money(amounts.addObject(), money));
            }
            case About.Suspicion(var points, var detail) ->
                json.putObject("suspicion").put("points", points).put("detail", detail);
            case About.SegmentMove(var segment, var because) ->
                json.put("segment", segment).put("because", because);
            case About.Nothing() -> {}
        }
    }

    private static void write(ObjectNode json, Review review) {
        json.put("verdict", word(review.verdict())).put("by", review.by()).put("at", time(review.atMillis()));
    }

    private static void item(ArrayNode list, Cart.Line item) {
        var json = list.addObject().put("product", item.product()).put("since", time(item.sinceMillis()));
        json.put("quantity", item.thousandths() / 1_000.0);
        if (item.price() != null) {
            money(json.putObject("price"), item.price());
        }
    }

    private static void money(ObjectNode json, Money money) {
        json.put("currency", money.currency()).put("cents", money.cents());
    }

    private static void score(ObjectNode json, Score score) {
        json.put("score", score.points());
        json.put("level", score.level().word());
        var reasons = json.putArray("reasons");
        score.reasons()
                .forEach(reason -> reasons.addObject()
                        .put("name", reason.name())
                        .put("points", reason.points())
                        .put("messageId", reason.messageId())
                        .put("at", time(reason.atMillis())));
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static byte[] bytes(ObjectNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
