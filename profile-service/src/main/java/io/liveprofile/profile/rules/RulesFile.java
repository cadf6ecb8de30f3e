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
    private static final int INTERACTIONS_MAX = 1_000_000;

    static RulesFile of(RulesText text) {
        return YamlPart.whole(
                text,
                file -> new RulesFile(
                        file.text("version"),
                        file.part("churn", RulesFile::churn),
                        file.part("cart", RulesFile::cart),
                        file.part("fraud", FraudPart::of)));
    }

    private static ChurnRules churn(YamlPart churn) {
        var levels = churn.part("levels", RulesFile::levels);
        return new ChurnRules(
                levels,
                churn.number("eased-below", 1, levels.high()),
                churn.part("silence", RulesFile::silence),
                churn.part("activity-falling", RulesFile::falling),
                churn.part("errors-rising", RulesFile::rising),
                churn.part("tickets-rising", RulesFile::rising),
                churn.part("renewal-declined", RulesFile::recent),
                churn.part("payment-declined", RulesFile::recent),
                churn.part("unsubscribed", RulesFile::recent),
                churn.part("poor-survey", RulesFile::poorSurvey),
                churn.part("tenure", part -> new Tenure(softening(part), part.millis("since"))),
                churn.part("value", part -> new Worth(softening(part), part.number("cents", 1, Integer.MAX_VALUE))),
                churn.part("subscribed", RulesFile::softening));
    }

    static Levels levels(YamlPart part) {
        int high = part.number("high", 1, POINTS_MAX);
        return new Levels(part.number("medium", 1, high), high);
    }

    private static Silence silence(YamlPart part) {
        var steps = new ArrayList<Step>();
        part.parts("steps", each -> {
            int above = steps.isEmpty() ? 1 : steps.getLast().percent() + 1;
            return steps.add(new Step(each.number("percent", above, PERCENT_MAX), points(each)));
        });
        if (steps.size() > STEPS_MAX) {
            throw part.bad("steps", "more than " + STEPS_MAX + " steps");
        }
        long least = part.millis("rhythm-min");
        long most = part.millis("rhythm-max");
        if (least < 1 || most < least) {
            throw part.bad("rhythm-max", "rhythm-min must be at least 1ms, and rhythm-max no less than it");
        }
        return new Silence(part.number("active-days-min", 1, DAYS_MAX), least, most, List.copyOf(steps));
    }

    private static Falling falling(YamlPart part) {
        return new Falling(
                points(part),
                part.number("below-percent", 1, 100),
                part.number("interactions-min", 1, INTERACTIONS_MAX));
    }

    private static Rising rising(YamlPart part) {
        return new Rising(points(part), part.number("times", 1, TIMES_MAX), part.millis("within"));
    }

    private static Recent recent(YamlPart part) {
        return new Recent(points(part), part.millis("within"));
    }

    private static PoorSurvey poorSurvey(YamlPart part) {
        return new PoorSurvey(points(part), part.number("at-most-percent", 0, 100), part.millis("within"));
    }

    private static CartRules cart(YamlPart part) {
        return new CartRules(part.millis("abandoned-after"), part.millis("recovered-within"));
    }

    static int points(YamlPart part) {
        return part.number("points", 0, POINTS_MAX);
    }

    private static int softening(YamlPart part) {
        return part.number("points", -POINTS_MAX, 0);
    }
}
