package io.liveprofile.profile.domain;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.RULES;
import static io.liveprofile.profile.domain.Histories.interaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.facts.Counts;
import io.liveprofile.profile.domain.facts.Counts.Count;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void the_same_message_twice_in_one_batch_counts_once() {
        var twice = List.of(
                interaction("m-1", "Page Viewed", NOON_MILLIS), interaction("m-1", "Order Completed", NOON_MILLIS + 1));

        var outcome = Profile.NEW.observe(twice, KnownIds.NONE, RULES);

        assertThat(outcome.verdicts()).containsExactly(Verdict.APPLIED, Verdict.DUPLICATE);
        assertThat(outcome.event().orElseThrow().interactions()).containsExactly(twice.getFirst());
    }

    @Test
    void first_and_last_seen_follow_the_event_time_and_not_the_arrival() {
        var profile = observed(
                interaction("m-2", "Page Viewed", NOON_MILLIS + 5_000), interaction("m-1", "Page Viewed", NOON_MILLIS));

        assertThat(profile.facts().firstSeenMillis()).isEqualTo(NOON_MILLIS);
        assertThat(profile.facts().lastSeenMillis()).isEqualTo(NOON_MILLIS + 5_000);
        assertThat(profile.facts().counts()).isEqualTo(new Counts(List.of(new Count("Page Viewed", 2)), 0));
    }

    @Test
    void an_event_carries_the_figures_as_they_stand_after_it() {
        var outcome = Profile.NEW.observe(
                List.of(
                        interaction("m-1", "Page Viewed", NOON_MILLIS),
                        interaction("m-2", "Product Viewed", NOON_MILLIS + 1)),
                KnownIds.NONE,
                RULES);

        var headline = outcome.event().orElseThrow().standing().headline();
        assertThat(headline.firstSeenMillis()).isEqualTo(NOON_MILLIS);
        assertThat(headline.lastSeenMillis()).isEqualTo(NOON_MILLIS + 1);
        assertThat(headline.interactions()).isEqualTo(2);
        assertThat(headline.sessions()).isEqualTo(1);
    }

    @Test
    void memory_decides_above_the_horizon_and_the_journal_at_it() {
        var profile = observed(IntStream.rangeClosed(0, Seen.IDS_MAX)
                .mapToObj(i -> interaction("m-" + i, "Page Viewed", NOON_MILLIS + i))
                .toArray(Interaction[]::new));

        var atHorizon = interaction("m-new", "Page Viewed", NOON_MILLIS);
        var above = interaction("m-new", "Page Viewed", NOON_MILLIS + 1);

        assertThat(profile.decides(List.of(above))).isTrue();
        assertThat(profile.decides(List.of(above, atHorizon))).isFalse();
    }

    @Test
    void what_the_journal_knows_is_a_duplicate() {
        var known = interaction("m-1", "Page Viewed", NOON_MILLIS);

        var outcome = Profile.NEW.observe(List.of(known), hash -> hash == known.idHash(), RULES);

        assertThat(outcome.event()).isEmpty();
        assertThat(outcome.verdicts()).containsExactly(Verdict.DUPLICATE);
    }

    private static Profile observed(Interaction... interactions) {
        return Profile.NEW.apply(Profile.NEW
                .observe(List.of(interactions), KnownIds.NONE, RULES)
                .event()
                .orElseThrow());
    }
}
