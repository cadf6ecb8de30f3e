package io.liveprofile.profile.domain.judgement;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.RULES;
import static io.liveprofile.profile.domain.Told.DAY;
import static io.liveprofile.profile.domain.Told.HOUR;
import static io.liveprofile.profile.domain.Told.MINUTE;
import static io.liveprofile.profile.domain.judgement.Signal.Kind.FAILED_THEN_SIGNED_IN;
import static io.liveprofile.profile.domain.judgement.Signal.Kind.IMPOSSIBLE_TRAVEL;
import static io.liveprofile.profile.domain.judgement.Signal.Kind.NEW_COUNTRY;
import static io.liveprofile.profile.domain.judgement.Signal.Kind.NEW_DEVICE;
import static io.liveprofile.profile.domain.judgement.Signal.Kind.ORDER_VELOCITY;
import static io.liveprofile.profile.domain.judgement.Signal.Kind.PASSWORD_THEN_LARGE_ORDER;
import static io.liveprofile.profile.domain.judgement.Signal.Kind.PAYMENT_VELOCITY;
import static io.liveprofile.profile.domain.judgement.Signal.Kind.UNUSUAL_AMOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.Told;
import io.liveprofile.profile.domain.facts.Whereabouts;
import io.liveprofile.schemas.typed.Money;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FraudTest {
    private static final Whereabouts BERLIN = new Whereabouts(null, null, "DE", 525, 134, 50);
    private static final Whereabouts TOKYO = new Whereabouts(null, null, "JP", 357, 1_397, 50);

    @Test
    void a_card_in_berlin_at_ten_and_in_tokyo_a_quarter_later_is_impossible() {
        var told = new Told();
        signIn(told, "berlin", 0, 52.52, 13.40, 50);

        signIn(told, "tokyo", 15 * MINUTE, 35.68, 139.69, 50);

        assertThat(told.kinds()).containsExactly(IMPOSSIBLE_TRAVEL);
        assertThat(told.last().evidence()).containsExactly("berlin", "tokyo");
        assertThat(told.last().about()).isEqualTo(new Signal.About.Suspicion(70, "8917 km in 15 minutes"));
        assertThat(told.judgement().fraud().level()).isEqualTo(Level.HIGH);
    }

    @Test
    void what_comes_late_and_reveals_the_pair_raises_it_too() {
        var told = new Told();
        signIn(told, "tokyo", 15 * MINUTE, 35.68, 139.69, 50);
        told.of("later", "Page Viewed", 10 * HOUR);
        assertThat(told.signals()).isEmpty();

        signIn(told, "berlin", 0, 52.52, 13.40, 50);

        assertThat(told.kinds()).containsExactly(IMPOSSIBLE_TRAVEL);
        assertThat(told.last().evidence()).containsExactly("berlin", "tokyo");
    }

    @Test
    void a_rough_position_proves_nothing() {
        var told = new Told();
        signIn(told, "berlin", 0, 52.52, 13.40, 50);

        signIn(told, "rough", 15 * MINUTE, 35.68, 139.69, 50_001);

        assertThat(told.signals()).isEmpty();
        signIn(told, "just good enough", 16 * MINUTE, 35.68, 139.69, 50_000);
        assertThat(told.kinds()).containsExactly(IMPOSSIBLE_TRAVEL);
    }

    @Test
    void a_flight_is_possible() {
        var told = new Told();
        signIn(told, "berlin", 0, 52.52, 13.40, 50);

        signIn(told, "tokyo", 9 * HOUR, 35.68, 139.69, 50);

        assertThat(told.kinds()).isEmpty();
    }

    @Test
    void a_device_and_a_country_are_new_to_who_has_been_here_for_a_day() {
        var told = new Told()
                .of("first", "Page Viewed", 0, "context.device.id", "d-1", "context.geo.country", "DE")
                .of("soon", "Page Viewed", DAY - 1, "context.device.id", "d-2", "context.geo.country", "FR");
        assertThat(told.signals()).isEmpty();

        told.of("later", "Page Viewed", DAY, "context.device.id", "d-3", "context.geo.country", "JP");

        assertThat(told.kinds()).containsExactlyInAnyOrder(NEW_DEVICE, NEW_COUNTRY);
        assertThat(told.signals())
                .allSatisfy(signal -> assertThat(signal.evidence()).containsExactly("later"));
    }

    @Test
    void five_failures_and_then_in() {
        var told = new Told();
        for (int i = 0; i < 4; i++) {
            told.of("fail-" + i, "Sign In Failed", i * MINUTE);
        }
        told.of("in", "Signed In", 5 * MINUTE);
        assertThat(told.kinds()).isEmpty();

        // The fifth failure arrives late, and belongs between them.
        told.of("fail-late", "Sign In Failed", 4 * MINUTE);

        assertThat(told.kinds()).containsExactly(FAILED_THEN_SIGNED_IN);
        assertThat(told.last().evidence()).containsExactly("fail-0", "fail-1", "fail-2", "fail-3", "fail-late", "in");
    }

    @Test
    void a_large_order_right_after_the_password_changed() {
        var told = new Told().of("pw", "Password Changed", 0);
        order(told, "small", HOUR, 499.99);
        assertThat(told.kinds()).isEmpty();

        order(told, "large", 2 * HOUR, 1_000.00);

        assertThat(told.kinds()).containsExactly(PASSWORD_THEN_LARGE_ORDER);
        assertThat(told.last().evidence()).containsExactly("pw", "large");
    }

    @Test
    void five_orders_within_an_hour_are_one_burst() {
        var told = new Told();
        for (int i = 0; i < 4; i++) {
            order(told, "o-" + i, i * 10 * MINUTE, 10);
        }
        assertThat(told.kinds()).isEmpty();
        for (int i = 4; i < 8; i++) {
            order(told, "o-" + i, 30 * MINUTE + i * MINUTE, 10);
        }

        assertThat(told.kinds()).containsExactly(ORDER_VELOCITY);
    }

    @Test
    void an_amount_is_unusual_only_against_a_history() {
        var told = new Told();
        order(told, "first", 0, 9_999);
        assertThat(told.kinds()).isEmpty();

        for (int i = 0; i < 3; i++) {
            order(told, "usual-" + i, (i + 1) * 10 * DAY, 20 + i);
        }
        order(told, "huge", 50 * DAY, 40_000);

        assertThat(told.kinds()).containsExactly(UNUSUAL_AMOUNT);
        assertThat(told.last().evidence()).containsExactly("huge");
    }

    @Test
    void a_finding_counts_for_three_days() {
        var told = new Told();
        signIn(told, "berlin", 0, 52.52, 13.40, 50);
        signIn(told, "tokyo", 15 * MINUTE, 35.68, 139.69, 50);

        told.of("later", "Page Viewed", 15 * MINUTE + 3 * DAY - 1);
        assertThat(told.judgement().fraud().points()).isEqualTo(70);
        told.of("much later", "Page Viewed", 15 * MINUTE + 3 * DAY);
        assertThat(told.judgement().fraud()).isEqualTo(Score.NONE);
        assertThat(told.kinds()).containsExactly(IMPOSSIBLE_TRAVEL);
    }

    @Test
    void what_was_dismissed_counts_no_more_whichever_rules_find_it() {
        var told = new Told();
        signIn(told, "berlin", 0, 52.52, 13.40, 50);
        signIn(told, "tokyo", 15 * MINUTE, 35.68, 139.69, 50);

        told.reviewed(told.last(), Review.Verdict.DISMISSED);

        assertThat(told.judgement().fraud()).isEqualTo(Score.NONE);
        told.by(renamed("2-other")).of("more", "Page Viewed", HOUR);
        assertThat(told.judgement().fraud()).isEqualTo(Score.NONE);
        assertThat(told.judgement().ruleVersion()).isEqualTo("2-other");
        assertThat(told.kinds()).containsExactly(IMPOSSIBLE_TRAVEL);
    }

    @Test
    void what_was_confirmed_goes_on_to_count() {
        var told = new Told();
        signIn(told, "berlin", 0, 52.52, 13.40, 50);
        signIn(told, "tokyo", 15 * MINUTE, 35.68, 139.69, 50);

        told.reviewed(told.last(), Review.Verdict.CONFIRMED);

        assertThat(told.judgement().fraud().points()).isEqualTo(70);
    }

    @Test
    void the_fifth_payment_in_ten_minutes_is_denied() {
        var told = new Told();
        for (int i = 0; i < 4; i++) {
            assertThat(told.decided(payment("p-" + i, i * MINUTE)).answer()).isEqualTo(Decision.Answer.ALLOW);
        }

        var fifth = told.decided(payment("p-4", 4 * MINUTE));

        assertThat(fifth.answer()).isEqualTo(Decision.Answer.DENY);
        assertThat(fifth.score().reasons()).extracting(ScoreReason::name).containsExactly("payment_velocity");
        assertThat(told.kinds()).containsExactly(PAYMENT_VELOCITY);
        assertThat(told.last().evidence())
                .containsExactly("decision:p-0", "decision:p-1", "decision:p-2", "decision:p-3", "decision:p-4");
    }

    @Test
    void the_payment_that_was_decided_is_no_second_attempt_when_it_is_told() {
        var told = new Told();
        for (int i = 0; i < 3; i++) {
            told.decided(payment("p-" + i, i * MINUTE));
            var path = i == 0 ? "properties.order_id" : "properties.decision_id";
            told.of("m-" + i, "Payment Authorized", i * MINUTE + 1, path, i == 0 ? "order of p-0" : "p-" + i);
        }

        assertThat(told.kinds()).isEmpty();
        told.of("m-3", "Payment Declined", 4 * MINUTE).of("m-4", "Payment Declined", 5 * MINUTE);
        assertThat(told.kinds()).containsExactly(PAYMENT_VELOCITY);
    }

    @Test
    void a_sign_in_far_away_is_denied_before_it_happens() {
        var told = new Told();
        told.decided(new Decision.Attempt(
                Decision.Kind.LOGIN, "l-1", Optional.empty(), Optional.empty(), BERLIN, NOON_MILLIS));

        var away = told.decided(new Decision.Attempt(
                Decision.Kind.LOGIN, "l-2", Optional.empty(), Optional.empty(), TOKYO, NOON_MILLIS + 15 * MINUTE));

        assertThat(away.answer()).isEqualTo(Decision.Answer.DENY);
        assertThat(told.profile().judged().decision("l-2")).contains(away);
    }

    private static Decision.Attempt payment(String id, long afterNoon) {
        return new Decision.Attempt(
                Decision.Kind.PAYMENT,
                id,
                Optional.of("order of " + id),
                Optional.of(new Money("EUR", 1_000)),
                Whereabouts.NOWHERE,
                NOON_MILLIS + afterNoon);
    }

    private static Rules renamed(String version) {
        var rules = RULES;
        return new Rules(version, rules.churn(), rules.cart(), rules.fraud(), rules.segments());
    }

    private static void signIn(Told told, String messageId, long at, double lat, double lon, int accuracy) {
        told.of(
                messageId,
                "Signed In",
                at,
                "context.geo.lat",
                lat,
                "context.geo.lon",
                lon,
                "context.geo.accuracy_m",
                accuracy);
    }

    private static void order(Told told, String messageId, long at, double total) {
        told.of(
                messageId,
                "Order Completed",
                at,
                "properties.order_id",
                "order " + messageId,
                "properties.total",
                total,
                "properties.currency",
                "EUR");
    }
}
