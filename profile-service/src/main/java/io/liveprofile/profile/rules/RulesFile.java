package io.liveprofile.profile.rules;

import io.liveprofile.profile.domain.judgement.ChurnRules;
import io.liveprofile.profile.domain.judgement.ChurnRules.Falling;
import io.liveprofile.profile.domain.judgement.ChurnRules.PoorSurvey;
import io.liveprofile.profile.domain.judgement.ChurnRules.Recent;
import io.liveprofile.profile.domain.judgement.ChurnRules.Rising;
import io.liveprofile.profile.domain.judgement.ChurnRules.Silence;
import io.liveprofile.profile.domain.judgement.ChurnRules.Step;
import io.liveprofile.profile.domain.judgement.ChurnRules.Tenure;
import io.liveprofile.profile.domain.judgement.ChurnRules.Worth;
import io.liveprofile.profile.domain.judgement.FraudRules;
import io.liveprofile.profile.domain.judgement.Levels;
import io.liveprofile.profile.domain.judgement.Rules.CartRules;
import java.util.ArrayList;
import java.util.List;

/** The rules that aren't segments, from their file. */
record RulesFile(String version, ChurnRules churn, CartRules cart, FraudRules fraud) {
    private static final int POINTS_MAX = 100;
    private static final int PERCENT_MAX = 100_000;
    private static final int TIMES_MAX = 20;
    private static final int STEPS_MAX = 20;
    private static final int DAYS_MAX = 90;

    static RulesFile of(RulesText text) {
        var file = YamlPart.of(text);
        var rules = new RulesFile(
                file.text("version"),
                churn(file.part("churn")),
                cart(file.part("cart")),
                FraudPart.of(file.part("fraud")));
        file.end();
        return rules;
    }

    private static ChurnRules churn(YamlPart churn) {
        var levels = levels(churn.part("levels"));
        var rules = new ChurnRules(
                levels,
                churn.number("eased-below", 1, levels.high()),
                silence(churn.part("silence")),
                falling(churn.part("activity-falling")),
                rising(churn.part("errors-rising")),
                rising(churn.part("tickets-rising")),
                recent(churn.part("renewal-declined")),
                recent(churn.part("payment-declined")),
                recent(churn.part("unsubscribed")),
                poorSurvey(churn.part("poor-survey")),
                tenure(churn.part("tenure")),
                worth(churn.part("value")),
                subscribed(churn.part("subscribed")));
        churn.end();
        return rules;
    }

    static Levels levels(YamlPart part) {
        int high = part.number("high", 1, POINTS_MAX);
        var levels = new Levels(part.number("medium", 1, high), high);
        part.end();
        return levels;
    }

    private static Silence silence(YamlPart part) {
        var steps = new ArrayList<Step>();
        for (var each : part.parts("steps")) {
            int above = steps.isEmpty() ? 1 : steps.getLast().percent() + 1;
            steps.add(new Step(each.number("percent", above, PERCENT_MAX), points(each)));
            each.end();
        }
        if (steps.size() > STEPS_MAX) {
            throw part.bad("steps", "more than " + STEPS_MAX + " steps");
        }
        long least = part.millis("rhythm-min");
        long most = part.millis("rhythm-max");
        if (least < 1 || most < least) {
            throw part.bad("rhythm-max", "rhythm-min must be at least 1ms, and rhythm-max no less than it");
        }
        var silence = new Silence(part.number("active-days-min", 1, DAYS_MAX), least, most, List.copyOf(steps));
        part.end();
        return silence;
    }

    private static Falling falling(YamlPart part) {
        var falling = new Falling(
                points(part), part.number("below-percent", 1, 100), part.number("interactions-min", 1, 1_000_000));
        part.end();
        return falling;
    }

    private static Rising rising(YamlPart part) {
        var rising = new Rising(points(part), part.number("times", 1, TIMES_MAX), part.millis("within"));
        part.end();
        return rising;
    }

    private static Recent recent(YamlPart part) {
        var recent = new Recent(points(part), part.millis("within"));
        part.end();
        return recent;
    }

    private static PoorSurvey poorSurvey(YamlPart part) {
        var poor = new PoorSurvey(points(part), part.number("at-most-percent", 0, 100), part.millis("within"));
        part.end();
        return poor;
    }

    private static Tenure tenure(YamlPart part) {
        var tenure = new Tenure(softening(part), part.millis("since"));
        part.end();
        return tenure;
    }

    private static Worth worth(YamlPart part) {
        var worth = new Worth(softening(part), part.number("cents", 1, Integer.MAX_VALUE));
        part.end();
        return worth;
    }

    private static int subscribed(YamlPart part) {
        int points = softening(part);
        part.end();
        return points;
    }

    private static CartRules cart(YamlPart part) {
        var cart = new CartRules(part.millis("abandoned-after"), part.millis("recovered-within"));
        part.end();
        return cart;
    }

    static int points(YamlPart part) {
        return part.number("points", 0, POINTS_MAX);
    }

    private static int softening(YamlPart part) {
        return part.number("points", -POINTS_MAX, 0);
    }
}
