package io.liveprofile.persistence.r2dbc.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final SafePoint CLEAR = new SafePoint(NOON, NOON);
    private static final SafePoint HELD_BACK = new SafePoint(NOON, NOON.minusMillis(3));

    private final Pace pace = new Pace(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ZERO);

    @Test
    void the_first_look_waits_for_nothing() {
        assertThat(pace.untilNextLook(millis(7))).isZero();
    }

    @Test
    void without_news_the_next_look_is_a_polling_interval_away() {
        look(0, 1, CLEAR);

        assertThat(pace.untilNextLook(millis(1))).isEqualTo(Duration.ofMillis(499));
        assertThat(pace.isSatisfied()).isTrue();
    }

    @Test
    void a_nudge_after_a_rest_is_followed_at_once() {
        look(3, 4, CLEAR);
        pace.nudged(millis(13));

        assertThat(pace.untilNextLook(millis(13))).isZero();
    }

    @Test
    void a_nudge_within_the_rest_waits_for_its_end() {
        look(0, 1, CLEAR);
        pace.nudged(millis(9));

        assertThat(pace.untilNextLook(millis(9))).isEqualTo(Duration.ofMillis(1));
        assertThat(pace.untilNextLook(millis(10))).isZero();
    }

    @Test
    void those_who_read_the_same_look_at_the_same_moments_whenever_they_began() {
        var other = new Pace(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ZERO);
        var ofAnotherRange = new Pace(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofMillis(5));
        for (var each : List.of(pace, other, ofAnotherRange)) {
            long began = each == other ? 98 : 103;
            look(each, began, began + 1, CLEAR);
            each.nudged(millis(105));
        }

        assertThat(pace.untilNextLook(millis(105))).isEqualTo(Duration.ofMillis(5));
        assertThat(other.untilNextLook(millis(105))).isEqualTo(Duration.ofMillis(5));
        assertThat(ofAnotherRange.untilNextLook(millis(105))).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void a_slow_look_is_followed_by_a_longer_rest_however_many_nudges_come() {
        look(0, 20, CLEAR);
        pace.nudged(millis(1));
        pace.nudged(millis(2));

        assertThat(pace.untilNextLook(millis(20))).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void what_a_running_transaction_holds_back_is_looked_for_soon_and_then_less_and_less_often() {
        look(0, 1, HELD_BACK);
        assertThat(pace.isSatisfied()).isFalse();
        assertThat(pace.untilNextLook(0)).isEqualTo(Duration.ofMillis(10));

        look(10, 11, HELD_BACK);
        assertThat(pace.untilNextLook(millis(10))).isEqualTo(Duration.ofMillis(20));

        look(30, 31, new SafePoint(NOON.plusMillis(30), NOON.plusMillis(20)));
        assertThat(pace.untilNextLook(millis(30))).isEqualTo(Duration.ofMillis(500));
    }

    private void look(long beganMillis, long endedMillis, SafePoint point) {
        look(pace, beganMillis, endedMillis, point);
    }

    private static void look(Pace pace, long beganMillis, long endedMillis, SafePoint point) {
        pace.looking(millis(beganMillis));
        pace.looked(millis(endedMillis), point);
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
