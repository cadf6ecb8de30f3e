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
        return new FraudRules(
                fraud.part("levels", RulesFile::levels),
                fraud.millis("counts-for"),
                fraud.part("impossible-travel", FraudPart::travel),
                fraud.part("new-device", FraudPart::fresh),
                fraud.part("new-country", FraudPart::fresh),
                fraud.part(
                        "failed-then-signed-in",
                        part -> new FailedSignIns(points(part), times(part), part.millis("within"))),
                fraud.part("password-then-large-order", FraudPart::large),
                fraud.part("order-velocity", FraudPart::velocity),
                fraud.part("payment-velocity", FraudPart::velocity),
                fraud.part("unusual-amount", FraudPart::unusual));
    }

    private static Travel travel(YamlPart part) {
        return new Travel(
                points(part),
                part.number("km-per-hour-max", 1, KM_PER_HOUR_MAX),
                part.number("km-min", 0, KM_MAX),
                part.number("accuracy-metres-max", 0, METRES_MAX));
    }

    private static Fresh fresh(YamlPart part) {
        return new Fresh(points(part), part.millis("known-for"));
    }

    private static LargeOrder large(YamlPart part) {
        return new LargeOrder(
                points(part),
                part.millis("within"),
                part.number("percent-of-mean", 1, PERCENT_MAX),
                part.number("large-cents", 1, Integer.MAX_VALUE));
    }

    private static Velocity velocity(YamlPart part) {
        return new Velocity(points(part), times(part), part.millis("within"));
    }

    private static UnusualAmount unusual(YamlPart part) {
        return new UnusualAmount(
                points(part),
                part.number("orders-min", 1, FraudRules.TIMES_MAX - 1),
                part.number("spreads", 0, SPREADS_MAX),
                part.number("percent-of-mean", 1, PERCENT_MAX));
    }

    private static int times(YamlPart part) {
        return part.number("times", 1, FraudRules.TIMES_MAX - 1);
    }
}
