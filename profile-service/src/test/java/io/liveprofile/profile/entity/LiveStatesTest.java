package io.liveprofile.profile.entity;

import static io.liveprofile.profile.domain.Histories.AVA;
import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.interaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.Histories;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Profile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveStatesTest {
    private final AtomicLong now = new AtomicLong();
    private final LiveStates live = new LiveStates(now::get);

    @Test
    void what_an_actor_shows_is_seen_until_it_hides_it() {
        assertThat(live.of(AVA)).isEmpty();
        var place = live.enter(AVA);
        assertThat(live.of(AVA)).isEmpty();

        place.show(Optional.of(standing(1)));
        assertThat(live.of(AVA)).contains(standing(1));

        place.hide();
        assertThat(live.of(AVA)).isEmpty();

        place.show(Optional.of(standing(2)));
        assertThat(live.of(AVA)).contains(standing(2));
    }

    @Test
    void who_leaves_takes_no_place_but_the_own() {
        var before = live.enter(AVA);
        var after = live.enter(AVA);
        after.show(Optional.of(standing(3)));

        before.leave();
        assertThat(live.of(AVA)).contains(standing(3));

        after.leave();
        assertThat(live.of(AVA)).isEmpty();
    }

    @Test
    void now_and_then_the_actor_is_asked_itself() {
        live.enter(AVA).show(Optional.of(standing(1)));

        now.addAndGet(LiveStates.LOOKED_AT.toNanos());
        assertThat(live.of(AVA)).isPresent();
        now.addAndGet(1);
        assertThat(live.of(AVA)).isEmpty();
        assertThat(live.of(AVA)).isPresent();
    }

    private static LiveProfile standing(long sequence) {
        var profile = Profile.NEW.observe(
                List.of(interaction("m-1", "Page Viewed", NOON_MILLIS)), KnownIds.NONE, Histories.RULES);
        return LiveProfile.of(AVA, AVA, sequence, profile.after()).orElseThrow();
    }
}
