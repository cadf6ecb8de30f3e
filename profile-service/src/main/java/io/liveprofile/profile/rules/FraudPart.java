package io.liveprofile.profile.rules;

import static io.liveprofile.profile.rules.RulesFile.points;

import io.liveprofile.profile.domain.judgement.FraudRules;
import io.liveprofile.profile.domain.judgement.FraudRules.FailedSignIns;
import io.liveprofile.profile.domain.judgement.FraudRules.Fresh;
import io.liveprofile.profile.domain.judgement.FraudRules.LargeOrder;
import io.liveprofile.profile.domain.judgement.FraudRules.Travel;
import io.liveprofile.profile.domain.judgement.FraudRules.UnusualAmount;
import io.liveprofile.profile.domain.judgement.FraudRules.Velocity;

/** What looks like fraud, from its part of the rules file. */
final class FraudPart {
    private static final int KM_PER_HOUR_MAX = 100_000;
    private static final int KM_MAX = 20_000;
    private static final int METRES_MAX = 1_000_000;
    private static final int PERCENT_MAX = 100_000;
    private static final int SPREADS_MAX = 100;

    private FraudPart() {}

    static FraudRules of(YamlPart fraud) {
        var rules = new FraudRules(
                RulesFile.levels(fraud.part("levels")),
                fraud.millis("counts-for"),
                travel(fraud.part("impossible-travel")),
                fresh(fraud.part("new-device")),
                fresh(fraud.part("new-country")),
                failed(fraud.part("failed-then-signed-in")),
                large(fraud.part("password-then-large-order")),
                velocity(fraud.part("order-velocity")),
                velocity(fraud.part("payment-velocity")),
                unusual(fraud.part("unusual-amount")));
        fraud.end();
        return rules;
    }

    private static Travel travel(YamlPart part) {
        var travel = new Travel(
                points(part),
                part.number("km-per-hour-max", 1, KM_PER_HOUR_MAX),
                part.number("km-min", 0, KM_MAX),
                part.number("accuracy-metres-max", 0, METRES_MAX));
        part.end();
        return travel;
    }

    private static Fresh fresh(YamlPart part) {
        var fresh = new Fresh(points(part), part.millis("known-for"));
        part.end();
        return fresh;
    }

    private static FailedSignIns failed(YamlPart part) {
        var failed = new FailedSignIns(points(part), times(part), part.millis("within"));
        part.end();
        return failed;
    }

    private static LargeOrder large(YamlPart part) {
        var large = new LargeOrder(
                points(part),
                part.millis("within"),
                part.number("percent-of-mean", 1, PERCENT_MAX),
                part.number("large-cents", 1, Integer.MAX_VALUE));
        part.end();
        return large;
    }

    private static Velocity velocity(YamlPart part) {
        var velocity = new Velocity(points(part), times(part), part.millis("within"));
        part.end();
        return velocity;
    }

    private static UnusualAmount unusual(YamlPart part) {
        var unusual = new UnusualAmount(
                points(part),
                part.number("orders-min", 1, FraudRules.TIMES_MAX - 1),
                part.number("spreads", 0, SPREADS_MAX),
                part.number("percent-of-mean", 1, PERCENT_MAX));
        part.end();
        return unusual;
    }

    private static int times(YamlPart part) {
        return part.number("times", 1, FraudRules.TIMES_MAX - 1);
    }
}
