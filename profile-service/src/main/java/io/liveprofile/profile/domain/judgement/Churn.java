package io.liveprofile.profile.domain.judgement;

import io.liveprofile.profile.domain.facts.Consent;
import io.liveprofile.profile.domain.facts.Dated;
import io.liveprofile.profile.domain.facts.Day;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.facts.Payment;
import io.liveprofile.profile.domain.facts.Subscription;
import io.liveprofile.profile.domain.facts.Survey;
import io.liveprofile.profile.domain.facts.Ticket;
import io.liveprofile.profile.domain.judgement.ChurnRules.Recent;
import io.liveprofile.profile.domain.judgement.ChurnRules.Rising;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How likely a customer is to leave: a sum of reasons. */
final class Churn {
    private static final int RECENT_DAYS = 7;
    private static final int MONTH_DAYS = 30;
    private static final long HUNDRED = 100;
    private static final String EMAIL = "email";

    /** Where the producer doesn't tell how good an answer could be. */
    private static final Map<String, BigDecimal> USUAL_BEST =
            Map.of("csat", BigDecimal.valueOf(5), "nps", BigDecimal.TEN);

    private final Facts facts;
    private final ChurnRules rules;
    private final long at;
    private final List<ScoreReason> reasons = new ArrayList<>();

    private Churn(Facts facts, ChurnRules rules, long atMillis) {
        this.facts = facts;
        this.rules = rules;
        this.at = atMillis;
    }

    static Score of(Facts facts, ChurnRules rules, long atMillis) {
        var churn = new Churn(facts, rules, atMillis);
        churn.silence();
        churn.fallingActivity();
        churn.rising(
                "errors_rising",
                rules.risingErrors(),
                facts.support().newestErrors().entries());
        churn.risingTickets();
        churn.declined();
        churn.unsubscribed();
        churn.poorSurvey();
        if (!churn.reasons.isEmpty()) {
            churn.softened();
        }
        return Score.of(churn.reasons, rules.levels());
    }

    /** When silence alone changes the score next. */
    static Optional<Long> nextStepMillis(Facts facts, ChurnRules rules, long atMillis) {
        long rhythm = rhythmMillis(facts, rules);
        return rhythm == 0
                ? Optional.empty()
                : rules.silence().steps().stream()
                        .map(step -> stepMillis(facts, rhythm, step))
                        .filter(step -> step > atMillis)
                        .findFirst();
    }

    private static long stepMillis(Facts facts, long rhythm, ChurnRules.Step step) {
        return facts.lastSeenMillis() + rhythm * step.percent() / HUNDRED;
    }

    /** How long this customer usually stays away; nought where too little is known. */
    private static long rhythmMillis(Facts facts, ChurnRules rules) {
        var days = facts.days();
        var silence = rules.silence();
        if (days.size() < Math.max(1, silence.activeDaysMin())) {
            return 0;
        }
        long span = (days.getLast().epochDay() - days.getFirst().epochDay()) * Day.DAY_MILLIS;
        long mean = days.size() == 1 ? 0 : span / (days.size() - 1);
        return Math.clamp(mean, silence.rhythmMinMillis(), silence.rhythmMaxMillis());
    }

    private void silence() {
        long rhythm = rhythmMillis(facts, rules);
        if (rhythm > 0) {
            var steps = rules.silence().steps();
            for (int i = steps.size() - 1; i >= 0; i--) {
                long reached = stepMillis(facts, rhythm, steps.get(i));
                if (reached <= at) {
                    because("silence", steps.get(i).points(), newestMessage(), reached);
                    return;
                }
            }
        }
    }

    private void fallingActivity() {
        var falling = rules.fallingActivity();
        int today = Day.of(at);
        int newest = Day.of(facts.lastSeenMillis());
        long recent = interactionsOf(today - RECENT_DAYS + 1, today);
        long month = interactionsOf(newest - MONTH_DAYS + 1, newest);
        if (falling.points() != 0
                && month >= falling.interactionsMin()
                && activeBefore(today - RECENT_DAYS + 1)
                && recent * MONTH_DAYS * HUNDRED < month * RECENT_DAYS * falling.belowPercent()) {
            because("activity_falling", falling.points(), newestMessage(), facts.lastSeenMillis());
        }
    }

    private boolean activeBefore(int epochDay) {
        return !facts.days().isEmpty() && facts.days().getFirst().epochDay() < epochDay;
    }

    private long interactionsOf(int firstDay, int lastDay) {
        return Figures.interactionsOf(facts, firstDay, lastDay);
    }

    private void rising(String name, Rising rising, List<? extends Dated> dated) {
        int now = 0;
        int before = 0;
        for (var each : dated) {
            long age = at - each.atMillis();
            now += age >= 0 && age < rising.withinMillis() ? 1 : 0;
            before += age >= rising.withinMillis() && age < 2 * rising.withinMillis() ? 1 : 0;
        }
        if (rising.points() != 0 && now >= rising.times() && now > before) {
            because(name, rising.points(), Collections.min(dated, Dated.NEWEST_FIRST));
        }
    }

    private void risingTickets() {
        var opened = new ArrayList<Ticket>();
        for (var ticket : facts.support().tickets().entries()) {
            if (ticket.openedAtMillis() != Ticket.NEVER) {
                opened.add(opening(ticket));
            }
        }
        rising("tickets_rising", rules.risingTickets(), opened);
    }

    /** Standing where it was opened, not where it was touched last. */
    private static Ticket opening(Ticket ticket) {
        return new Ticket(
                ticket.ticketId(), ticket.open(), ticket.openedAtMillis(), ticket.openedAtMillis(), ticket.messageId());
    }

    private void declined() {
        facts.subscriptions().entries().stream()
                .filter(each -> each.state() == Subscription.State.RENEWAL_DECLINED)
                .findFirst()
                .ifPresent(each -> recent("renewal_declined", rules.renewalDeclined(), each));
        facts.payments().newest().entries().stream()
                .filter(each -> each.kind() == Payment.Kind.DECLINED)
                .findFirst()
                .ifPresent(each -> recent("payment_declined", rules.paymentDeclined(), each));
    }

    private void unsubscribed() {
        facts.consents().entries().stream()
                .filter(consent -> !consent.given() && consent.to().equals(EMAIL))
                .findFirst()
                .ifPresent((Consent consent) -> recent("unsubscribed", rules.unsubscribed(), consent));
    }

    private void poorSurvey() {
        var poor = rules.poorSurvey();
        facts.support().surveys().entries().stream()
                .filter(survey -> isPoor(survey, poor.atMostPercent()))
                .findFirst()
                .ifPresent(survey -> recent("poor_survey", new Recent(poor.points(), poor.withinMillis()), survey));
    }

    private static boolean isPoor(Survey survey, int atMostPercent) {
        var score = survey.score();
        var max = survey.scoreMax() == null ? USUAL_BEST.get(survey.kind()) : survey.scoreMax();
        return score != null
                && max != null
                && max.signum() > 0
                && score.multiply(BigDecimal.valueOf(HUNDRED))
                                .compareTo(max.multiply(BigDecimal.valueOf(atMostPercent)))
                        <= 0;
    }

    private void recent(String name, Recent recent, Dated dated) {
        if (recent.points() != 0 && at - dated.atMillis() < recent.withinMillis()) {
            because(name, recent.points(), dated);
        }
    }

    private void softened() {
        var tenure = rules.tenure();
        if (tenure.points() != 0 && at - facts.firstSeenMillis() >= tenure.sinceMillis()) {
            because("tenure", tenure.points(), newestMessage(), facts.firstSeenMillis() + tenure.sinceMillis());
        }
        var worth = rules.worth();
        if (worth.points() != 0 && facts.orders().value().stream().anyMatch(value -> value.cents() >= worth.cents())) {
            facts.orders().last().ifPresent(last -> because("value", worth.points(), last));
        }
        if (rules.subscribedPoints() != 0) {
            facts.subscriptions().entries().stream()
                    .filter(each ->
                            each.state() == Subscription.State.STARTED || each.state() == Subscription.State.RENEWED)
                    .findFirst()
                    .ifPresent(each -> because("subscribed", rules.subscribedPoints(), each));
        }
    }

    private String newestMessage() {
        return facts.timeline()
                .first()
                .map(entry -> entry.messageId().toString())
                .orElse("");
    }

    private void because(String name, int points, Dated dated) {
        because(name, points, dated.messageId().toString(), dated.atMillis());
    }

    private void because(String name, int points, String messageId, long atMillis) {
        if (points != 0) {
            reasons.add(new ScoreReason(name, points, messageId, atMillis));
        }
    }
}
