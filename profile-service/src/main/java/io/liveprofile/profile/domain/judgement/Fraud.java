package io.liveprofile.profile.domain.judgement;

import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.profile.domain.facts.Device;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.facts.Keyed;
import io.liveprofile.profile.domain.facts.Place;
import io.liveprofile.profile.domain.facts.SignIn;
import io.liveprofile.profile.domain.facts.Whereabouts;
import io.liveprofile.profile.domain.judgement.FraudRules.Fresh;
import io.liveprofile.profile.domain.judgement.FraudRules.Velocity;
import io.liveprofile.schemas.typed.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What looks like somebody else than the customer: all that the facts and decisions tell, by event time. */
final class Fraud {
    private static final long MINUTE_MILLIS = 60_000;

    private final Facts facts;
    private final List<Decision> decisions;
    private final FraudRules rules;
    private final List<Act> acts;
    private final List<Finding> findings = new ArrayList<>();

    private Fraud(Facts facts, List<Decision> decisions, FraudRules rules) {
        this.facts = facts;
        this.decisions = decisions;
        this.rules = rules;
        this.acts = Act.of(facts, decisions);
    }

    /** Those that still count at this time, the oldest first. */
    static List<Finding> findings(Facts facts, List<Decision> decisions, FraudRules rules, long atMillis) {
        var fraud = new Fraud(facts, decisions, rules);
        fraud.travel();
        fraud.fresh();
        fraud.failedThenSignedIn();
        fraud.passwordThenLargeOrder();
        fraud.velocity(Signal.Kind.ORDER_VELOCITY, Act.Kind.ORDER, rules.orders());
        fraud.velocity(Signal.Kind.PAYMENT_VELOCITY, Act.Kind.PAYMENT, rules.payments());
        fraud.unusualAmounts();
        return fraud.findings.stream()
                .filter(finding -> finding.points() != 0 && atMillis - finding.atMillis() < rules.countsForMillis())
                .toList();
    }

    private void travel() {
        findings.addAll(Travel.impossible(acts, rules.travel()));
    }

    private void fresh() {
        fresh(
                Signal.Kind.NEW_DEVICE,
                rules.newDevice(),
                facts.devices().entries(),
                Device::firstAtMillis,
                Device::firstMessageId,
                Whereabouts::deviceId);
        fresh(
                Signal.Kind.NEW_COUNTRY,
                rules.newCountry(),
                facts.places().entries(),
                Place::firstAtMillis,
                Place::firstMessageId,
                Whereabouts::country);
    }

    private <T extends Keyed<T>> void fresh(
            Signal.Kind kind,
            Fresh fresh,
            List<T> known,
            ToLongFunction<T> firstAt,
            Function<T, MessageId> firstBy,
            Function<Whereabouts, @Nullable String> of) {
        long newFrom = facts.firstSeenMillis() + fresh.knownForMillis();
        if (known.stream().noneMatch(each -> firstAt.applyAsLong(each) < newFrom)) {
            return;
        }
        for (var each : known) {
            if (firstAt.applyAsLong(each) >= newFrom) {
                found(
                        kind,
                        fresh.points(),
                        List.of(firstBy.apply(each).toString()),
                        firstAt.applyAsLong(each),
                        each.key());
            }
        }
        for (var decision : decisions) {
            var key = of.apply(decision.attempt().where());
            long at = decision.attempt().atMillis();
            if (key != null
                    && at >= newFrom
                    && known.stream().noneMatch(each -> each.key().equals(key))) {
                found(kind, fresh.points(), List.of(Act.evidence(decision)), at, key);
            }
        }
    }

    private void failedThenSignedIn() {
        var rule = rules.failedSignIns();
        var oldestFirst = facts.signIns().newest().entries().reversed();
        var failed = new ArrayList<SignIn>();
        for (var each : oldestFirst) {
            switch (each.kind()) {
                case FAILED -> failed.add(each);
                case SIGNED_IN -> {
                    failed.removeIf(earlier -> each.atMillis() - earlier.atMillis() > rule.withinMillis());
                    if (failed.size() >= rule.times()) {
                        var evidence = new ArrayList<String>();
                        failed.forEach(
                                earlier -> evidence.add(earlier.messageId().toString()));
                        evidence.add(each.messageId().toString());
                        found(
                                Signal.Kind.FAILED_THEN_SIGNED_IN,
                                rule.points(),
                                evidence,
                                each.atMillis(),
                                failed.size() + " failed sign-ins before it");
                    }
                    failed.clear();
                }
                case PASSWORD_CHANGED -> {}
            }
        }
    }

    private void passwordThenLargeOrder() {
        var rule = rules.passwordThenLargeOrder();
        for (var change : facts.signIns().newest().entries()) {
            if (change.kind() == SignIn.Kind.PASSWORD_CHANGED) {
                acts.stream()
                        .filter(act -> act.kind() != Act.Kind.SIGN_IN
                                && act.atMillis() >= change.atMillis()
                                && act.atMillis() - change.atMillis() <= rule.withinMillis()
                                && isLarge(act, rule))
                        .findFirst()
                        .ifPresent(act -> largeOrder(change, act, rule));
            }
        }
    }

    private void largeOrder(SignIn change, Act act, FraudRules.LargeOrder rule) {
        long minutes = (act.atMillis() - change.atMillis()) / MINUTE_MILLIS;
        found(
                Signal.Kind.PASSWORD_THEN_LARGE_ORDER,
                rule.points(),
                List.of(change.messageId().toString(), act.evidence()),
                act.atMillis(),
                told(Objects.requireNonNull(act.amount())) + " " + minutes + " minutes after the password changed");
    }

    private boolean isLarge(Act act, FraudRules.LargeOrder rule) {
        var amount = act.amount();
        if (amount == null) {
            return false;
        }
        var usual = facts.orders().usualBefore(amount.currency(), act.atMillis());
        return usual.orders() > 0
                ? usual.isExceededBy(amount.cents(), rule.percentOfMean())
                : amount.cents() >= rule.largeCents();
    }

    private void velocity(Signal.Kind kind, Act.Kind of, Velocity rule) {
        var times = new ArrayList<Act>();
        for (var act : acts) {
            if (act.kind() == of) {
                times.add(act);
            }
        }
        int first = 0;
        boolean told = false;
        for (int last = 0; last < times.size(); last++) {
            while (times.get(last).atMillis() - times.get(first).atMillis() >= rule.withinMillis()) {
                first++;
            }
            boolean burst = last - first + 1 >= rule.times();
            if (burst && !told) {
                found(
                        kind,
                        rule.points(),
                        times.subList(first, last + 1).stream()
                                .map(Act::evidence)
                                .toList(),
                        times.get(last).atMillis(),
                        rule.times() + " within "
                                + (times.get(last).atMillis() - times.get(first).atMillis()) / MINUTE_MILLIS
                                + " minutes");
            }
            told = burst;
        }
    }

    private void unusualAmounts() {
        var rule = rules.unusualAmount();
        for (var act : acts) {
            var amount = act.amount();
            if (act.isOrdered() && amount != null) {
                var usual = facts.orders().usualBefore(amount.currency(), act.atMillis());
                if (usual.orders() >= rule.ordersMin()
                        && usual.isExceededBy(amount.cents(), rule.percentOfMean())
                        && usual.isFarBelow(amount.cents(), rule.spreads())) {
                    found(
                            Signal.Kind.UNUSUAL_AMOUNT,
                            rule.points(),
                            List.of(act.evidence()),
                            act.atMillis(),
                            told(amount) + ", usually " + told(new Money(amount.currency(), usual.meanCents())));
                }
            }
        }
    }

    private void found(Signal.Kind kind, int points, List<String> evidence, long atMillis, String detail) {
        findings.add(new Finding(
                kind,
                points,
                evidence.size() > Signal.EVIDENCE_MAX
                        ? List.copyOf(evidence.subList(evidence.size() - Signal.EVIDENCE_MAX, evidence.size()))
                        : List.copyOf(evidence),
                atMillis,
                detail));
    }

    private static String told(Money money) {
        return money.currency() + " " + money.cents() / 100 + "." + "%02d".formatted(money.cents() % 100);
    }
}
