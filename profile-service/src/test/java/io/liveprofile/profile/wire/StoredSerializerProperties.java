package io.liveprofile.profile.wire;

import static io.liveprofile.profile.domain.Histories.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.Histories;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.facts.FoldRules;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class StoredSerializerProperties {
    private final StoredSerializer serializer = new StoredSerializer(FoldRules.DEFAULT);

    @Provide
    Arbitrary<List<Interaction>> interactions() {
        return Histories.interactions().list().ofMinSize(1).ofMaxSize(5);
    }

    @Property(tries = 300)
    void what_is_stored_comes_back_as_it_was(@ForAll("interactions") List<Interaction> interactions) {
        var event =
                Profile.NEW.observe(interactions, KnownIds.NONE, RULES).event().orElseThrow();
        var profile = Profile.NEW.apply(event);

        assertThat(roundTrip(event)).isEqualTo(event);
        assertThat(roundTrip(profile)).isEqualTo(profile);
    }

    @Provide
    Arbitrary<List<Interaction>> histories() {
        return Histories.histories();
    }

    @Property(tries = 500)
    void a_snapshot_and_what_came_after_it_give_what_everything_gives(
            @ForAll("histories") List<Interaction> history, @ForAll @IntRange(max = 60) int until) {
        var first = history.subList(0, Math.min(until, history.size()));
        var rest = history.subList(first.size(), history.size());

        var stored = (Profile)
                roundTrip(Profile.NEW.observe(first, KnownIds.NONE, RULES).after());
        var after = stored.observe(rest, KnownIds.NONE, RULES).after();

        var all = Profile.NEW.observe(history, KnownIds.NONE, RULES).after();
        assertThat(after.facts()).isEqualTo(all.facts());
        assertThat(after.seen()).isEqualTo(all.seen());
        assertThat(after.judged().judgement()).isEqualTo(all.judged().judgement());
        assertThat(after.facts().stateHash()).isEqualTo(all.facts().stateHash());
    }

    @Property(tries = 200)
    void what_the_journal_replays_is_what_was_live(@ForAll("histories") List<Interaction> history) {
        var live = Profile.NEW;
        var replayed = Profile.NEW;
        for (int from = 0; from < history.size(); from += 4) {
            var outcome = live.observe(history.subList(from, Math.min(from + 4, history.size())), KnownIds.NONE, RULES);
            live = outcome.after();
            replayed = replayed.apply((ProfileEvent) roundTrip(outcome.event().orElseThrow()));
        }

        assertThat(replayed).isEqualTo(live);
    }

    private Object roundTrip(Object stored) {
        return serializer.fromBinary(serializer.toBinary(stored), serializer.manifest(stored));
    }
}
