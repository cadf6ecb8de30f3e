package io.liveprofile.profile.entity;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.told;
import static io.liveprofile.profile.entity.Visits.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.profile.AsOf;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.Overloaded;
import io.liveprofile.profile.Timeline;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Histories;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.profile.domain.facts.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.typed.javadsl.EventTimestampQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Looking back, on a real journal; snapshots are taken every tenth entry and must not shine through. */
class PastTest {
    private static OneNode node;

    private final CustomerId ava = CustomerId.user("ava-" + UUID.randomUUID());

    @BeforeAll
    static void start() {
        node = OneNode.start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void at_every_sequence_number_the_profile_is_what_it_was_after_that_entry() {
        var then = liveAfterEach(24);

        for (var profile : then) {
            assertThat(asOf(ava, new AsOf.Sequence(profile.sequence()))).contains(profile);
        }
        assertThat(asOf(ava, new AsOf.Sequence(25))).contains(then.getLast());
        assertThat(asOf(ava, new AsOf.Sequence(0))).isEmpty();
    }

    @Test
    void at_every_journal_time_the_profile_is_what_was_known_by_then() {
        var then = liveAfterEach(12);

        for (var profile : then) {
            var written = writtenAt(profile.sequence());
            assertThat(asOf(ava, new AsOf.Time(written))).contains(profile);
            var before = asOf(ava, new AsOf.Time(written.minusNanos(1_000)));
            assertThat(before.map(LiveProfile::sequence).orElse(0L)).isEqualTo(profile.sequence() - 1);
        }
        assertThat(asOf(ava, new AsOf.Time(Instant.now().plusSeconds(60)))).contains(then.getLast());
    }

    @Test
    void what_merged_later_was_not_known_then() {
        var browser = CustomerId.anonymous("browser-" + UUID.randomUUID());
        node.observe(browser, visit(browser, 1, Optional.empty()));
        node.observe(ava, visit(ava, 2, Optional.empty()));
        var before = node.read(ava);
        node.observe(ava, visit(ava, 3, Optional.of(browser)));
        await().until(() -> node.read(ava).facts().counts().total() == 3);
        await().until(() -> node.read(browser).id().equals(ava));

        assertThat(asOf(ava, new AsOf.Sequence(1))).contains(before);
        assertThat(asOf(browser, new AsOf.Sequence(1)).orElseThrow().id()).isEqualTo(browser);
        var now = asOf(browser, new AsOf.Time(Instant.now().plusSeconds(60))).orElseThrow();
        assertThat(now).isEqualTo(node.read(browser));
        assertThat(now.id()).isEqualTo(ava);
    }

    @Test
    void beyond_what_the_profile_remembers_the_timeline_comes_from_the_journal() {
        var all = IntStream.range(0, 260)
                .mapToObj(i -> told("m-%03d".formatted(i), i % 10 == 0 ? "Signed In" : "Page Viewed", NOON_MILLIS + i))
                .toList();
        for (int from = 0; from < all.size(); from += 50) {
            node.observe(ava, all.subList(from, Math.min(all.size(), from + 50)).toArray(Interaction[]::new));
        }

        assertThat(idsByPages(Timeline.Query.newest(60)))
                .isEqualTo(all.reversed().stream().map(Interaction::messageId).toList());
        assertThat(idsByPages(new Timeline.Query(
                        Optional.of("Signed In"),
                        Optional.empty(),
                        NOON_MILLIS + 10,
                        NOON_MILLIS + 50,
                        Optional.empty(),
                        3)))
                .containsExactly("m-040", "m-030", "m-020", "m-010");
    }

    @Test
    void an_entry_is_found_by_what_it_is_about() {
        node.observe(ava, told("m-1", "Support Ticket Opened", NOON_MILLIS, "properties.ticket_id", "t-9"));
        node.observe(ava, told("m-2", "Support Ticket Opened", NOON_MILLIS + 1, "properties.ticket_id", "t-10"));

        var query = new Timeline.Query(
                Optional.empty(), Optional.of("t-9"), Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty(), 10);

        assertThat(timeline(query).entries()).extracting(Entry::messageId).containsExactly(MessageId.of("m-1"));
    }

    @Test
    void more_at_once_than_may_wait_is_refused_and_the_others_are_answered() {
        var replays = new Replays(node.system(), new Replays.Settings(1, 1, Duration.ofSeconds(10)));
        node.observe(ava, visit(ava, 1, Optional.empty()));

        var asked = IntStream.range(0, 50)
                .mapToObj(_ -> replays.run(ava, 1, Long.MAX_VALUE, Sink.seq()).toCompletableFuture())
                .toList();

        await().until(() -> asked.stream().allMatch(CompletableFuture::isDone));
        var refused = asked.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .toList();
        assertThat(refused).isNotEmpty().hasSizeLessThan(asked.size());
        assertThat(refused.getFirst())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(Overloaded.class);
    }

    private List<LiveProfile> liveAfterEach(int entries) {
        var then = new ArrayList<LiveProfile>();
        for (var interaction : Histories.ofEverything().subList(0, entries)) {
            node.observe(ava, interaction);
            then.add(node.read(ava));
        }
        return then;
    }

    private static Instant writtenAt(long sequence, CustomerId id) {
        return PersistenceQuery.get(node.system())
                .getReadJournalFor(EventTimestampQuery.class, "pekko.persistence.r2dbc.query")
                .timestampOf("customer|" + id.escaped(), sequence)
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }

    private Instant writtenAt(long sequence) {
        return writtenAt(sequence, ava);
    }

    private List<String> idsByPages(Timeline.Query first) {
        var ids = new ArrayList<String>();
        var query = first;
        while (true) {
            var page = timeline(query);
            page.entries().forEach(entry -> ids.add(entry.messageId().toString()));
            if (!page.more()) {
                return ids;
            }
            query = new Timeline.Query(
                    query.name(),
                    query.subject(),
                    query.fromMillis(),
                    query.toMillis(),
                    Optional.of(Timeline.Position.of(page.entries().getLast())),
                    query.limit());
        }
    }

    private Timeline timeline(Timeline.Query query) {
        return node.profiles().timeline(ava, query).toCompletableFuture().join().orElseThrow();
    }

    private static Optional<LiveProfile> asOf(CustomerId id, AsOf point) {
        return node.profiles().asOf(id, point).toCompletableFuture().join();
    }
}
