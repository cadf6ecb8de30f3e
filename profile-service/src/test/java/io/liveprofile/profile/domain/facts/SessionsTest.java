package io.liveprofile.profile.domain.facts;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.interaction;
import static io.liveprofile.profile.domain.Histories.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.schemas.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final long GAP = FoldRules.DEFAULT.sessionGapMillis();
    private static final long DAY = FoldRules.DEFAULT.latenessMaxMillis();

    @Test
    void a_silence_of_exactly_the_gap_does_not_end_a_session_and_a_millisecond_more_does() {
        assertThat(starts(at(0), at(GAP))).containsExactly(0L);
        assertThat(starts(at(0), at(GAP + 1))).containsExactly(GAP + 1, 0L);
    }

    @Test
    void what_comes_late_to_a_silence_joins_the_sessions_on_both_sides() {
        assertThat(starts(at(0), at(50 * 60_000))).hasSize(2);

        assertThat(starts(at(0), at(50 * 60_000), at(25 * 60_000))).containsExactly(0L);
    }

    @Test
    void what_comes_out_of_order_extends_a_session_at_both_ends() {
        var session = sessions(at(10_000), at(0), at(20_000)).getFirst();

        assertThat(session.startMillis()).isEqualTo(NOON_MILLIS);
        assertThat(session.endMillis()).isEqualTo(NOON_MILLIS + 20_000);
        assertThat(session.interactions()).isEqualTo(3);
    }

    @Test
    void an_interaction_a_day_behind_the_newest_moves_sessions_and_one_a_millisecond_older_does_not() {
        assertThat(starts(at(0), at(-DAY))).containsExactly(0L, -DAY);
        assertThat(starts(at(0), at(-DAY - 1))).containsExactly(0L);
    }

    @Test
    void what_was_in_time_is_late_once_the_newest_is_a_day_ahead() {
        assertThat(starts(at(0), at(DAY + 1))).containsExactly(DAY + 1);
    }

    @Test
    void a_session_tells_its_pages_where_it_began_what_led_there_and_which_campaign() {
        var referrer = new Value.Sealed(new byte[] {7});

        var session = sessions(
                        told("m-3", "Page Viewed", NOON_MILLIS + 2_000, "properties.path", "/cart"),
                        told("m-1", "Signed In", NOON_MILLIS, "context.campaign.name", "spring"),
                        told(
                                "m-2",
                                "Page Viewed",
                                NOON_MILLIS + 1_000,
                                "properties.path",
                                "/home",
                                "properties.referrer",
                                referrer))
                .getFirst();

        assertThat(session)
                .isEqualTo(new Session(
                        NOON_MILLIS,
                        NOON_MILLIS + 2_000,
                        3,
                        2,
                        new Slot.First(NOON_MILLIS + 1_000, MessageId.of("m-2"), "/home", referrer),
                        new Slot.First(NOON_MILLIS, MessageId.of("m-1"), "spring", null)));
    }

    @Test
    void of_two_pages_at_one_time_the_greater_message_id_is_the_entry() {
        var session = sessions(
                        told("m-1", "Page Viewed", NOON_MILLIS, "properties.path", "/one"),
                        told("m-2", "Page Viewed", NOON_MILLIS, "properties.path", "/two"))
                .getFirst();

        assertThat(session.entry()).isEqualTo(new Slot.First(NOON_MILLIS, MessageId.of("m-2"), "/two", null));
    }

    @Test
    void a_referrer_that_is_too_long_is_left_out() {
        assertThat(referrerKept(Sessions.REFERRER_BYTES_MAX)).isTrue();
        assertThat(referrerKept(Sessions.REFERRER_BYTES_MAX + 1)).isFalse();
    }

    @Test
    void the_gap_can_be_set() {
        var facts = Facts.none(new FoldRules(GAP * 2, DAY)).plus(List.of(at(0), at(2 * GAP)));

        assertThat(facts.recentSessions()).hasSize(1);
    }

    @Test
    void a_whole_day_without_a_pause_stays_within_the_bound() {
        var facts = Facts.NONE;
        for (int minute = 0; minute < 3 * 24 * 60; minute += 10) {
            facts = facts.plus(List.of(at(minute * 60_000L)));
        }

        assertThat(facts.sessions().slots()).hasSizeLessThanOrEqualTo(FoldRules.GAPS_MAX + 2);
        assertThat(facts.recentSessions()).hasSize(1);
    }

    private static boolean referrerKept(int bytes) {
        var entry = sessions(told(
                        "m-1",
                        "Page Viewed",
                        NOON_MILLIS,
                        "properties.path",
                        "/p",
                        "properties.referrer",
                        new Value.Sealed(new byte[bytes])))
                .getFirst()
                .entry();
        return entry != null && entry.referrer() != null;
    }

    private static Interaction at(long after) {
        return interaction("m-" + after, "Something", NOON_MILLIS + after);
    }

    private static List<Session> sessions(Interaction... told) {
        return Facts.NONE.plus(List.of(told)).recentSessions();
    }

    private static List<Long> starts(Interaction... told) {
        return sessions(told).stream()
                .map(session -> session.startMillis() - NOON_MILLIS)
                .toList();
    }
}
