package io.liveprofile.profile.domain.judgement;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.Histories;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.Told;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class JudgementProperties {

    @Provide
    Arbitrary<List<Interaction>> histories() {
        return Histories.histories();
    }

    @Provide
    Arbitrary<List<ScoreReason>> reasons() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d"),
                        Arbitraries.integers().between(-100, 100))
                .as((name, points) -> new ScoreReason(name, points, "m", 0))
                .list()
                .ofMaxSize(20);
    }

    @Property
    void the_reasons_sum_to_the_score_which_stays_between_nought_and_a_hundred(
            @ForAll("reasons") List<ScoreReason> reasons) {
        var score = Score.of(reasons, new Levels(40, 70));

        assertThat(score.points()).isBetween(0, 100);
        assertThat(score.reasons().stream().mapToInt(ScoreReason::points).sum()).isEqualTo(score.points());
    }

    @Property
    void of_every_history_the_reasons_sum_to_the_scores(
            @ForAll("histories") List<Interaction> history, @ForAll @LongRange(max = 200) long silentDays) {
        var told = new Told().all(history.toArray(Interaction[]::new));
        if (!history.isEmpty()) {
            told.silentUntil(silentDays * Told.DAY);
        }

        for (var score : List.of(told.judgement().churn(), told.judgement().fraud())) {
            assertThat(score.reasons().stream().mapToInt(ScoreReason::points).sum())
                    .isEqualTo(score.points());
        }
    }

    @Property
    void the_order_of_arrival_decides_nothing_of_what_is_found(
            @ForAll("histories") List<Interaction> history, @ForAll Random random) {
        var shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, random);

        assertThat(findings(shuffled)).isEqualTo(findings(history));
    }

    private static List<Finding> findings(List<Interaction> told) {
        var facts = Profile.NEW.observe(told, KnownIds.NONE, RULES).after().facts();
        return Fraud.findings(facts, List.of(), RULES.fraud(), NOON_MILLIS);
    }

    @Property
    void nothing_is_told_twice(@ForAll("histories") List<Interaction> history, @ForAll Random random) {
        var told = new Told();
        for (var interaction : history) {
            told.all(interaction);
            if (random.nextInt(3) == 0) {
                told.silentUntil(random.nextInt(100) * Told.DAY);
            }
        }

        var once = told.signals().stream()
                .filter(signal -> signal.kind().once())
                .map(Signal::key)
                .toList();
        assertThat(new HashSet<>(once)).hasSameSizeAs(once);
    }

    @Property
    void a_look_that_is_repeated_changes_nothing(
            @ForAll("histories") List<Interaction> history, @ForAll @LongRange(max = 200) long silentDays) {
        var told = new Told().all(history.toArray(Interaction[]::new));
        if (history.isEmpty()) {
            return;
        }
        told.silentUntil(silentDays * Told.DAY);

        assertThat(told.profile().lookAgain(NOON_MILLIS + silentDays * Told.DAY, RULES))
                .isEmpty();
    }

    @Property
    void there_is_a_next_look_and_it_lies_ahead(
            @ForAll("histories") List<Interaction> history, @ForAll @LongRange(max = 200) long silentDays) {
        if (history.isEmpty()) {
            return;
        }
        var profile = new Told().all(history.toArray(Interaction[]::new)).profile();
        long at = NOON_MILLIS + silentDays * Told.DAY;

        profile.lookAgainAt(at, RULES).ifPresent(next -> assertThat(next).isGreaterThan(at));
    }
}
