package io.liveprofile.profile.wire;

import static io.liveprofile.profile.domain.Histories.AVA;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.After;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.Tombstone;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Histories;
import io.liveprofile.profile.domain.Links;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.judgement.Judged;
import io.liveprofile.profile.entity.Command.Await;
import io.liveprofile.profile.entity.Command.Awaited;
import io.liveprofile.profile.entity.Command.Begun;
import io.liveprofile.profile.entity.Command.Deciding;
import io.liveprofile.profile.entity.Command.Erase;
import io.liveprofile.profile.entity.Command.Erasing;
import io.liveprofile.profile.entity.Command.Reading;
import io.liveprofile.profile.entity.Command.Reopen;
import io.liveprofile.profile.entity.Command.Reopening;
import io.liveprofile.profile.entity.Command.Reviewing;
import io.liveprofile.profile.entity.Command.Subscribe;
import io.liveprofile.profile.entity.Command.TellBegin;
import io.liveprofile.profile.entity.Command.Verdicts;
import io.liveprofile.profile.entity.News;
import io.liveprofile.profile.entity.News.Moved;
import io.liveprofile.profile.entity.News.Standing;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one node says is what another one hears. */
class CommandSerializerTest {
    private static ActorTestKit kit;
    private static CommandSerializer serializer;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
        serializer = new CommandSerializer((ExtendedActorSystem) Adapter.toClassic(kit.system()));
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void erasing_and_what_the_erased_answer_cross_the_network() {
        var erasing = kit.<Erasing>createTestProbe().getRef();
        var tombstone = new Tombstone(AVA, "r-1", 1_700_000_000_000L, 9);

        for (var sent : List.of(
                new Erase("r-1", 1_700_000_000_000L, Optional.empty(), erasing),
                new Erase("r-1", 1_700_000_000_000L, Optional.of(AVA), erasing),
                new Erasing(Optional.of(tombstone)),
                new Erasing(Optional.empty()),
                new Reopen(
                        9, 1_700_000_000_000L, kit.<Reopening>createTestProbe().getRef()),
                new Reopening(Optional.of(1_700_000_000_000L)),
                new Reopening(Optional.empty()),
                new TellBegin(kit.<Begun>createTestProbe().getRef()),
                new Begun(0),
                new Begun(10),
                new Reading(Optional.empty(), true),
                new Reviewing(Optional.empty(), true),
                new Deciding(Optional.empty()),
                new Verdicts(List.of(Verdict.ERASED, Verdict.APPLIED)))) {
            assertThat(serializer.fromBinary(serializer.toBinary(sent), serializer.manifest(sent)))
                    .isEqualTo(sent);
        }
    }

    @Test
    void waiting_and_listening_cross_the_network() {
        var browser = Optional.of(CustomerId.anonymous("browser|1"));
        var awaited = kit.<Awaited>createTestProbe().getRef();
        var news = kit.<News>createTestProbe().getRef();
        var reading = new Reading(Optional.of(
                new LiveProfile(AVA, AVA, 9, Facts.NONE.plus(Histories.ofEverything()), Links.NONE, Judged.NOTHING)));

        for (var sent : List.of(
                new Await(Optional.empty(), new After.Message("m-1"), 200, awaited),
                new Await(browser, new After.Record(new Origin("customer-events", 11, 1L << 40)), 0, awaited),
                new Awaited(reading, true),
                new Awaited(new Reading(Optional.empty()), false),
                new Subscribe(Optional.empty(), news),
                new Subscribe(browser, news),
                new Standing(reading, true),
                new Standing(new Reading(Optional.empty()), false),
                Moved.MOVED)) {
            assertThat(serializer.fromBinary(serializer.toBinary(sent), serializer.manifest(sent)))
                    .isEqualTo(sent);
        }
    }
}
