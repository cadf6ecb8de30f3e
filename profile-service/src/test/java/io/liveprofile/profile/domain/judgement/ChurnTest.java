package io.liveprofile.profile.domain.judgement;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.RULES;
import static io.liveprofile.profile.domain.Histories.interaction;
import static io.liveprofile.profile.domain.Told.DAY;
import static io.liveprofile.profile.domain.Told.HOUR;
import static io.liveprofile.profile.domain.judgement.Signal.Kind.CHURN_RISK_EASED;
import static io.liveprofile.profile.domain.judgement.Signal.Kind.CHURN_RISK_HIGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Told;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChurnTest {

    @Test
    void silence_counts_by_the_customers_own_rhythm_and_not_a_millisecond_early() {
        var everyOtherDay = visits(2 * DAY, 10);
        long last = 18 * DAY;

        assertThat(names(everyOtherDay
                        .silentUntil(last + 4 * DAY - 1)
                        .judgement()
                        .churn()))
                .isEmpty();
        assertThat(Churn.of(everyOtherDay.profile().facts(), rules(), NOON_MILLIS + last + 4 * DAY)
                        .reasons())
                .containsExactly(new ScoreReason("silence", 20, "visit-9", NOON_MILLIS + last + 4 * DAY));
        assertThat(Churn.of(everyOtherDay.profile().facts(), rules(), NOON_MILLIS + last + 8 * DAY)
                        .points())
                .isEqualTo(75);
    }

    @Test
    void who_was_seen_on_too_few_days_has_no_rhythm() {
        var twice = visits(DAY, 2).silentUntil(300 * DAY);

        assertThat(twice.judgement().churn()).isEqualTo(Score.NONE);
        assertThat(twice.signals()).isEmpty();
    }

    @Test
    void a_risk_is_told_once_and_withdrawn_when_the_customer_is_back() {
        var quiet = visits(DAY, 10).silentUntil(13 * DAY).silentUntil(14 * DAY).silentUntil(15 * DAY);

        assertThat(quiet.kinds()).containsExactly(CHURN_RISK_HIGH);
        assertThat(quiet.judgement().churn().level()).isEqualTo(Level.HIGH);

        var risk = quiet.last();
        quiet.of("back", "Page Viewed", 16 * DAY);

        assertThat(quiet.kinds()).containsExactly(CHURN_RISK_HIGH, CHURN_RISK_EASED);
        assertThat(quiet.last().withdraws()).contains(risk.id());
    }

    @Test
    void a_second_silence_is_a_second_risk() {
        var quiet = visits(DAY, 10).silentUntil(20 * DAY).of("back", "Page Viewed", 20 * DAY + HOUR);
        long rhythm = (20 * DAY) / 10;

        quiet.silentUntil(20 * DAY + HOUR + 7 * rhythm);

        assertThat(quiet.kinds()).containsExactly(CHURN_RISK_HIGH, CHURN_RISK_EASED, CHURN_RISK_HIGH);
        assertThat(quiet.signals().getFirst().id()).isNotEqualTo(quiet.last().id());
    }

    @Test
    void between_the_two_thresholds_nothing_is_told_though_the_level_shows() {
        var quiet = visits(DAY, 10).silentUntil(15 * DAY);
        assertThat(quiet.kinds()).containsExactly(CHURN_RISK_HIGH);

        // A subscription softens: 75 becomes 65, under "high" and above "eased".
        quiet.of("sub", "Subscription Started", 9 * DAY);

        assertThat(quiet.judgement().churn().level()).isEqualTo(Level.MEDIUM);
        assertThat(quiet.kinds()).containsExactly(CHURN_RISK_HIGH);
    }

    @Test
    void what_went_wrong_speaks_against_staying() {
        var unhappy = new Told()
                .of("e-1", "Error Encountered", 0, "properties.error_code", "E1")
                .of("e-2", "Error Encountered", HOUR, "properties.error_code", "E1")
                .of("e-3", "Error Encountered", 2 * HOUR, "properties.error_code", "E1")
                .of("t-1", "Support Ticket Opened", 3 * HOUR, "properties.ticket_id", "t-1")
                .of("t-2", "Support Ticket Opened", 4 * HOUR, "properties.ticket_id", "t-2")
                .of("r-1", "Renewal Declined", 5 * HOUR)
                .of("p-1", "Payment Declined", 6 * HOUR)
                .of("u-1", "Unsubscribed", 7 * HOUR)
                .of("s-1", "Survey Answered", 8 * HOUR, "properties.kind", "csat", "properties.score", 2);

        assertThat(names(unhappy.judgement().churn()))
                .containsExactlyInAnyOrder(
                        "errors_rising",
                        "tickets_rising",
                        "renewal_declined",
                        "payment_declined",
                        "unsubscribed",
                        "poor_survey");
        assertThat(unhappy.kinds()).containsExactly(CHURN_RISK_HIGH);
    }

    @Test
    void tickets_that_rise_are_told_by_the_one_that_was_opened_last() {
        var unhappy = new Told()
                .of("t-1", "Support Ticket Opened", 0, "properties.ticket_id", "t-1")
                .of("t-2", "Support Ticket Opened", HOUR, "properties.ticket_id", "t-2")
                .of("t-1-solved", "Support Ticket Solved", 2 * HOUR, "properties.ticket_id", "t-1");

        assertThat(unhappy.judgement().churn().reasons())
                .filteredOn(reason -> reason.name().equals("tickets_rising"))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.messageId()).isEqualTo("t-2");
                    assertThat(reason.atMillis()).isEqualTo(NOON_MILLIS + HOUR);
                });
    }

    @Test
    void as_many_errors_as_the_week_before_are_not_rising() {
        var before = new Told();
        for (int i = 0; i < 3; i++) {
            before.of("old-" + i, "Error Encountered", i * HOUR)
                    .of("new-" + i, "Error Encountered", 8 * DAY + i * HOUR);
        }
        assertThat(names(before.judgement().churn())).doesNotContain("errors_rising");

        before.of("one-more", "Error Encountered", 8 * DAY + 4 * HOUR);

        assertThat(names(before.judgement().churn())).contains("errors_rising");
    }

    @Test
    void the_next_look_is_when_silence_counts_next() {
        var daily = visits(DAY, 10);

        var event = daily.profile()
                .observe(List.of(interaction("x", "Page Viewed", NOON_MILLIS + 9 * DAY + 1)), KnownIds.NONE, RULES)
                .event()
                .orElseThrow();

        assertThat(event.standing().lookAgainAtMillis()).contains(NOON_MILLIS + 9 * DAY + 1 + DAY);
        assertThat(Churn.nextStepMillis(daily.profile().facts(), rules(), NOON_MILLIS + 9 * DAY))
                .contains(NOON_MILLIS + 11 * DAY);
    }

    private static Told visits(long every, int count) {
        var told = new Told();
        for (int i = 0; i < count; i++) {
            told.of("visit-" + i, "Page Viewed", i * every);
        }
        return told;
    }

    private static List<String> names(Score score) {
        return score.reasons().stream().map(ScoreReason::name).toList();
    }

    private static ChurnRules rules() {
        return RULES.churn();
    }
}
