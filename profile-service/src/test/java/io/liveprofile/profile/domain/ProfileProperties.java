package io.liveprofile.profile.domain;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.RULES;
import static io.liveprofile.profile.domain.Histories.interaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.ProfileEvent.Erased;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ProfileProperties {

    @Provide
    Arbitrary<List<Interaction>> histories() {
        return Histories.histories();
    }

    @Property
    void any_order_any_batching_and_any_repetition_give_the_same_profile(
            @ForAll("histories") List<Interaction> history,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        var told = new ArrayList<>(history);
        history.forEach(each -> {
            if (random.nextInt(4) == 0) {
                told.add(each);
            }
        });
        Collections.shuffle(told, random);

        var shuffled = after(Profile.NEW, told, batch);

        var straight = after(Profile.NEW, history, history.size() + 1);
        assertThat(shuffled.facts()).isEqualTo(straight.facts());
        assertThat(shuffled.seen()).isEqualTo(straight.seen());
        assertThat(shuffled.judged().judgement()).isEqualTo(straight.judged().judgement());
        assertThat(shuffled.facts().stateHash()).isEqualTo(straight.facts().stateHash());
    }

    @Property
    void what_was_found_out_when_deciding_is_what_the_stored_event_gives(
            @ForAll("histories") List<Interaction> history, @ForAll @IntRange(max = 60) int known) {
        var before = after(Profile.NEW, history.subList(0, Math.min(known, history.size())), 7);

        var outcome = before.observe(history, KnownIds.NONE, RULES);

        assertThat(outcome.after()).isEqualTo(outcome.event().map(before::apply).orElse(before));
        outcome.event()
                .ifPresent(event -> assertThat(event.standing().headline())
                        .isEqualTo(before.apply(event)
                                .facts()
                                .headline()
                                .with(before.apply(event).judged().judgement())));
    }

    @Property
    void a_profile_that_was_told_everything_learns_nothing_from_hearing_it_again(
            @ForAll("histories") List<Interaction> history) {
        var profile = after(Profile.NEW, history, 10);

        var again = profile.observe(history, KnownIds.NONE, RULES);

        assertThat(again.event()).isEmpty();
        assertThat(again.verdicts()).hasSameSizeAs(history).allMatch(Verdict.DUPLICATE::equals);
    }

    @Property
    void every_interaction_gets_a_verdict_and_the_applied_ones_are_counted(
            @ForAll("histories") List<Interaction> history) {
        var outcome = Profile.NEW.observe(history, KnownIds.NONE, RULES);

        long applied =
                outcome.verdicts().stream().filter(Verdict.APPLIED::equals).count();
        assertThat(outcome.verdicts()).hasSameSizeAs(history);
        assertThat(after(Profile.NEW, history, 7).facts().counts().total()).isEqualTo(applied);
    }

    @Property(tries = 20)
    void memory_keeps_the_newest_ids_whatever_the_order(@ForAll Random random) {
        var history = new ArrayList<>(IntStream.range(0, Seen.IDS_MAX + 50)
                .mapToObj(i -> interaction("m-" + i, "Page Viewed", NOON_MILLIS + i))
                .toList());
        var newestLast = after(Profile.NEW, history, 100);
        Collections.shuffle(history, random);

        var shuffled = after(Profile.NEW, history, 100);

        assertThat(shuffled.seen()).isEqualTo(newestLast.seen());
        assertThat(shuffled.seen().hashes()).hasSize(Seen.IDS_MAX);
        assertThat(shuffled.seen().horizonMillis()).isEqualTo(NOON_MILLIS + 49);
    }

    /** However it is told, and by whichever of its clocks it seems to be new. */
    @Property
    void who_begins_anew_is_known_by_what_happened_after_that_alone(
            @ForAll("histories") List<Interaction> history,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 9) int batch) {
        long since = history.isEmpty()
                ? NOON_MILLIS
                : history.get(random.nextInt(history.size())).atMillis();
        var erased = after(Profile.NEW, history, 7).apply(new Erased("r-1", since, Optional.empty()));
        var anew = erased.apply(erased.reopen(since, 9).orElseThrow());
        var told = new ArrayList<>(history);
        history.forEach(each -> told.add(receivedAt(each, random.nextBoolean() ? since : since + 1)));
        Collections.shuffle(told, random);

        var outcome = anew.observe(told, KnownIds.NONE, RULES);

        for (int i = 0; i < told.size(); i++) {
            boolean isNew = told.get(i).atMillis() > since && told.get(i).receivedAtMillis() > since;
            assertThat(outcome.verdicts().get(i).equals(Verdict.ERASED)).isEqualTo(!isNew);
        }
        var newer = told.stream()
                .filter(each -> each.atMillis() > since && each.receivedAtMillis() > since)
                .toList();
        var knownSince = after(Profile.NEW, newer, newer.size() + 1);
        assertThat(outcome.after().facts()).isEqualTo(knownSince.facts());
        assertThat(after(anew, told, batch).facts()).isEqualTo(knownSince.facts());
        assertThat(anew.isUnknown()).isTrue();
    }

    private static Interaction receivedAt(Interaction told, long receivedAtMillis) {
        return new Interaction(
                told.messageId(),
                told.name(),
                told.schemaVersion(),
                told.atMillis(),
                told.futureSetBack(),
                receivedAtMillis,
                told.source(),
                told.beside(),
                told.origin(),
                told.fields());
    }

    @Property
    void no_new_beginning_reaches_back_behind_an_earlier_one(@ForAll long first, @ForAll long second) {
        var erased = new Erased("r-1", 0, Optional.empty());
        var once = Profile.NEW.apply(erased);
        once = once.apply(once.reopen(first, 2).orElseThrow());

        var again = once.apply(erased).reopen(second, 4).orElseThrow();

        assertThat(once.reopen(second, 3)).isEmpty();
        assertThat(again.atMillis()).isEqualTo(Math.max(first, second));
    }

    private static Profile after(Profile before, List<Interaction> told, int batch) {
        var profile = before;
        for (int from = 0; from < told.size(); from += batch) {
            var interactions = told.subList(from, Math.min(from + batch, told.size()));
            var event = profile.observe(interactions, KnownIds.NONE, RULES).event();
            profile = event.isEmpty() ? profile : profile.apply(event.get());
        }
        return profile;
    }
}
