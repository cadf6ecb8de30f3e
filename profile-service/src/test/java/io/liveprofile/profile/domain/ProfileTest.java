package io.liveprofile.profile.domain;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.interaction;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void the_same_message_twice_in_one_batch_counts_once() {
        var twice = List.of(
                interaction("m-1", "Page Viewed", NOON_MILLIS), interaction("m-1", "Order Completed", NOON_MILLIS + 1));

        var outcome = Profile.NEW.observe(twice, KnownIds.NONE);

        assertThat(outcome.verdicts()).containsExactly(Verdict.APPLIED, Verdict.DUPLICATE);
        assertThat(outcome.event().orElseThrow().interactions()).containsExactly(twice.getFirst());
    }

    @Test
    void first_and_last_seen_follow_the_event_time_and_not_the_arrival() {
        var profile = observed(
                interaction("m-2", "Page Viewed", NOON_MILLIS + 5_000), interaction("m-1", "Page Viewed", NOON_MILLIS));

        assertThat(profile.facts())
                .isEqualTo(new Facts(
                        NOON_MILLIS, NOON_MILLIS + 5_000, new Counts(new TreeMap<>(Map.of("Page Viewed", 2L)), 0)));
    }

    @Test
    void an_event_carries_the_figures_as_they_stand_after_it() {
        var outcome = Profile.NEW.observe(
                List.of(
                        interaction("m-1", "Page Viewed", NOON_MILLIS),
                        interaction("m-2", "Product Viewed", NOON_MILLIS + 1)),
                KnownIds.NONE);

        assertThat(outcome.event().orElseThrow().headline()).isEqualTo(new Headline(NOON_MILLIS, NOON_MILLIS + 1, 2));
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

        var outcome = Profile.NEW.observe(List.of(known), hash -> hash == known.idHash());

        assertThat(outcome.event()).isEmpty();
        assertThat(outcome.verdicts()).containsExactly(Verdict.DUPLICATE);
    }

    @Test
    void names_beyond_the_bound_are_counted_together_and_told() {
        var profile = observed(IntStream.rangeClosed(0, Counts.NAMES_MAX)
                .mapToObj(i -> interaction("m-" + i, "Name " + i, NOON_MILLIS))
                .toArray(Interaction[]::new));

        assertThat(profile.facts().counts().byName()).hasSize(Counts.NAMES_MAX);
        assertThat(profile.facts().counts().others()).isEqualTo(1);
        assertThat(profile.facts().counts().truncated()).isTrue();
        assertThat(profile.facts().counts().total()).isEqualTo(Counts.NAMES_MAX + 1);
    }

    private static Profile observed(Interaction... interactions) {
        return Profile.NEW.apply(Profile.NEW
                .observe(List.of(interactions), KnownIds.NONE)
                .event()
                .orElseThrow());
    }
}
