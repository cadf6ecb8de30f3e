package io.liveprofile.profile.entity;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.liveprofile.profile.AsOf;
import io.liveprofile.profile.Change;
import io.liveprofile.profile.ErasedCustomer;
import io.liveprofile.profile.JournalPage;
import io.liveprofile.profile.Timeline;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.schemas.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Customers who were erased and come back: on a real journal, which holds what they were before. */
class BeginningAnewTest {
    private static final int SINCE = 1_000;

    private final String run = UUID.randomUUID().toString();
    private final CustomerId ava = CustomerId.user("ava-" + run);
    private final CustomerId noah = CustomerId.user("noah-" + run);
    private final CustomerId browser = CustomerId.anonymous("browser-" + run);

    private OneNode node = OneNode.start();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void what_was_before_stays_erased_whenever_it_is_told_and_what_follows_is_taken_in() {
        node.observe(ava, visit(ava, 1), visit(ava, 2), visit(ava, 3));
        erase(ava);

        assertThat(reopen(ava, 2)).contains(at(SINCE));

        assertThat(node.profiles().read(ava).toCompletableFuture().join()).isEmpty();
        assertThat(node.observe(ava, visit(ava, 1), visit(ava, SINCE), visit(ava, SINCE + 1)))
                .containsExactly(Verdict.ERASED, Verdict.ERASED, Verdict.APPLIED);
        assertThat(node.observe(ava, received(visit(ava, SINCE + 9), SINCE))).containsExactly(Verdict.ERASED);
        assertNothingIsOlder();
        node = node.restarted();
        assertThat(node.observe(ava, visit(ava, 2), visit(ava, SINCE + 1)))
                .containsExactly(Verdict.ERASED, Verdict.DUPLICATE);
        assertNothingIsOlder();
    }

    private void assertNothingIsOlder() {
        var profiles = node.profiles();
        assertThat(node.read(ava).facts().counts().total()).isEqualTo(1);
        assertThat(node.read(ava).sequence()).isEqualTo(4);
        assertGone(profiles.asOf(ava, new AsOf.Sequence(1)));
        assertGone(profiles.asOf(ava, new AsOf.Sequence(2)));
        assertGone(profiles.asOf(ava, new AsOf.Time(Instant.EPOCH)));
        assertThat(profiles.asOf(ava, new AsOf.Sequence(3))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(profiles.asOf(ava, new AsOf.Sequence(4))
                        .toCompletableFuture()
                        .join())
                .contains(node.read(ava));
        assertThat(profiles.asOf(ava, new AsOf.Time(Instant.now()))
                        .toCompletableFuture()
                        .join())
                .contains(node.read(ava));
        assertThat(journal(ava).entries())
                .extracting(JournalPage.Written::event)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(new Reopened(NOON_MILLIS + SINCE, 3)),
                        second -> assertThat(((Observed) second).interactions())
                                .extracting(Interaction::messageId)
                                .containsExactly("m-" + (SINCE + 1)));
    }

    private static void assertGone(CompletionStage<?> asked) {
        assertThatThrownBy(() -> asked.toCompletableFuture().join()).hasCauseInstanceOf(ErasedCustomer.class);
    }

    /** Memory holds the newest hundred. */
    @Test
    void the_timeline_behind_what_memory_holds_ends_where_they_began() {
        node.observe(ava, visit(ava, 1), visit(ava, 2));
        erase(ava);
        reopen(ava, 2);
        for (int i = 0; i < 120; i += 60) {
            int from = SINCE + 1 + i;
            node.profiles()
                    .observe(
                            ava,
                            IntStream.range(from, from + 60)
                                    .mapToObj(n -> visit(ava, n))
                                    .toList())
                    .toCompletableFuture()
                    .join();
        }

        var timeline = node.profiles()
                .timeline(ava, Timeline.Query.newest(500))
                .toCompletableFuture()
                .join()
                .orElseThrow();

        assertThat(timeline.entries()).hasSize(120);
        assertThat(timeline.more()).isFalse();
    }

    @Test
    void it_is_for_the_tombstone_that_is_named_and_for_no_later_one() {
        node.observe(ava, visit(ava, 1));
        erase(ava);
        reopen(ava, 2);

        assertThat(reopen(ava, 2)).contains(at(SINCE));
        node.observe(ava, visit(ava, SINCE + 1));
        erase(ava);

        assertThat(reopen(ava, 2)).isEmpty();
        assertGone(node.profiles().read(ava));
        assertThat(journal(ava).entries())
                .hasSize(3)
                .last()
                .satisfies(last -> assertThat(last.event()).isInstanceOf(Erased.class));
        assertThat(node.profiles()
                        .reopen(ava, 5, at(SINCE + 5))
                        .toCompletableFuture()
                        .join())
                .contains(at(SINCE + 5));
        assertThat(node.observe(ava, visit(ava, SINCE + 5), visit(ava, SINCE + 6)))
                .containsExactly(Verdict.ERASED, Verdict.APPLIED);
        assertThat(journal(ava).entries()).hasSize(2);
    }

    @Test
    void of_one_who_was_not_erased_nothing_changes() {
        node.observe(ava, visit(ava, 1));

        assertThat(reopen(ava, 1)).isEmpty();
        assertThat(reopen(noah, 0)).isEmpty();

        assertThat(node.read(ava).sequence()).isEqualTo(1);
        assertThat(journal(noah).entries()).isEmpty();
    }

    @Test
    void a_device_that_began_anew_hands_over_what_happened_since_then_alone() {
        node.observe(browser, visit(browser, 1), visit(browser, 2));
        erase(browser);
        reopen(browser, 2);
        node.observe(browser, visit(browser, SINCE + 1));

        node.observe(noah, beside(visit(noah, SINCE + 2)));

        await().until(
                        () -> node.read(noah).links().answered(),
                        List.of(new Link(browser, Link.Outcome.MERGED))::equals);
        assertThat(node.read(noah).facts().counts().total()).isEqualTo(2);
        assertThat(node.read(browser).id()).isEqualTo(noah);
        assertGone(node.profiles().asOf(browser, new AsOf.Sequence(1)));
    }

    @Test
    void who_began_anew_takes_nothing_older_from_a_device_they_were_not_known_by() {
        node.observe(browser, visit(browser, 1), visit(browser, 2));
        node.observe(ava, visit(ava, 3));
        erase(ava);
        reopen(ava, 2);

        node.observe(ava, beside(visit(ava, SINCE + 1)));

        await().until(() -> node.read(ava).links().answered().size() == 1);
        assertThat(node.read(ava).facts().counts().total()).isEqualTo(1);
    }

    @Test
    void whoever_listened_to_what_they_were_is_told_what_they_are() {
        node.observe(ava, visit(ava, 1));
        erase(ava);
        reopen(ava, 2);
        node.observe(ava, visit(ava, SINCE + 1));
        node.observe(ava, visit(ava, SINCE + 2));
        var told = new CopyOnWriteArrayList<Change>();

        var listening = node.profiles().subscribe(ava, OptionalLong.of(1), told::add);

        await().until(() -> told.size() == 2);
        assertThat(told)
                .extracting(change -> ((Change.Now) change).profile().sequence())
                .containsExactly(4L, 5L);
        listening.cancel();
    }

    private void erase(CustomerId id) {
        node.profiles()
                .erase(id, "r-1", at(SINCE), Optional.empty())
                .toCompletableFuture()
                .join();
    }

    private Optional<Instant> reopen(CustomerId id, long tombstone) {
        return node.profiles()
                .reopen(id, tombstone, at(SINCE))
                .toCompletableFuture()
                .join();
    }

    private JournalPage journal(CustomerId id) {
        return node.profiles().journal(id, 0, 100).toCompletableFuture().join();
    }

    private static Instant at(int n) {
        return Instant.ofEpochMilli(NOON_MILLIS + n);
    }

    private static Interaction visit(CustomerId source, int n) {
        return Visits.visit(source, n, Optional.empty());
    }

    private Interaction beside(Interaction visit) {
        int n = Math.toIntExact(visit.atMillis() - NOON_MILLIS);
        return Visits.visit(visit.source(), n, Optional.of(browser));
    }

    private static Interaction received(Interaction visit, int n) {
        return new Interaction(
                visit.messageId(),
                visit.name(),
                visit.schemaVersion(),
                visit.atMillis(),
                false,
                NOON_MILLIS + n,
                visit.source(),
                visit.beside(),
                visit.origin(),
                Fields.NONE);
    }
}
