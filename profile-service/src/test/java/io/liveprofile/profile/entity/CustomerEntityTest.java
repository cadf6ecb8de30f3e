package io.liveprofile.profile.entity;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.interaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Seen;
import io.liveprofile.profile.domain.Verdict;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.EventsByPersistenceIdQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The actors on a real journal, asked as the other modules ask them. */
class CustomerEntityTest {
    private final CustomerId ava = CustomerId.user("ava|" + UUID.randomUUID());
    private OneNode node = OneNode.start();

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void what_was_answered_for_outlives_the_process() {
        observe(interaction("m-1", "Page Viewed", NOON_MILLIS), interaction("m-2", "Product Viewed", NOON_MILLIS + 1));
        var before = read();

        restart();

        assertThat(read()).isEqualTo(before);
        assertThat(before.sequence()).isEqualTo(1);
        assertThat(before.facts().counts().total()).isEqualTo(2);
    }

    @Test
    void a_redelivery_counts_once_and_writes_nothing() {
        observe(interaction("m-1", "Page Viewed", NOON_MILLIS));

        var again = observe(interaction("m-1", "Page Viewed", NOON_MILLIS));

        assertThat(again).containsExactly(Verdict.DUPLICATE);
        assertThat(read().sequence()).isEqualTo(1);
    }

    @Test
    void whoever_has_read_an_entry_in_the_journal_reads_no_state_before_it() {
        var journal = PersistenceQuery.get(node.system())
                .getReadJournalFor(EventsByPersistenceIdQuery.class, "pekko.persistence.r2dbc.query");
        var persistenceId = ShardedCustomerProfiles.ENTITY_TYPE + "|" + ava.escaped();
        var entries = 300;
        var read = journal.eventsByPersistenceId(persistenceId, 1, entries)
                .map(entry -> read().sequence() - entry.sequenceNr())
                .runWith(Sink.seq(), node.system());

        for (int i = 0; i < entries; i++) {
            observe(interaction("m-" + i, "Page Viewed", NOON_MILLIS + i));
            assertThat(read().sequence()).isEqualTo(i + 1);
        }

        assertThat(read.toCompletableFuture().join()).hasSize(entries).noneMatch(ahead -> ahead < 0);
    }

    @Test
    void snapshots_change_nothing_that_can_be_seen() {
        for (int i = 0; i < 25; i++) {
            observe(interaction("m-" + i, "Page Viewed", NOON_MILLIS + i));
        }
        var before = read();

        restart();

        assertThat(read()).isEqualTo(before);
        assertThat(observe(interaction("m-3", "Page Viewed", NOON_MILLIS + 3))).containsExactly(Verdict.DUPLICATE);
    }

    @Test
    void what_is_older_than_memory_is_looked_up_in_the_journal() {
        var all = IntStream.range(0, Seen.IDS_MAX + 200)
                .mapToObj(i -> interaction("m-" + i, "Page Viewed", NOON_MILLIS + i))
                .toList();
        for (int from = 0; from < all.size(); from += CustomerProfiles.BATCH_MAX) {
            observe(all.subList(from, Math.min(all.size(), from + CustomerProfiles.BATCH_MAX)));
        }
        var before = read();

        var forgotten = observe(all.subList(0, 100));
        var fresh = observe(interaction("m-new", "Page Viewed", NOON_MILLIS));
        var freshAgain = observe(interaction("m-new", "Page Viewed", NOON_MILLIS));

        assertThat(forgotten).hasSize(100).containsOnly(Verdict.DUPLICATE);
        assertThat(fresh).containsExactly(Verdict.APPLIED);
        assertThat(freshAgain).containsExactly(Verdict.DUPLICATE);
        assertThat(read().sequence()).isEqualTo(before.sequence() + 1);
    }

    @Test
    void batches_that_wait_for_the_journal_keep_their_order_and_reads_go_on() {
        var all = IntStream.range(0, Seen.IDS_MAX + 100)
                .mapToObj(i -> interaction("m-" + i, "Page Viewed", NOON_MILLIS + 1_000 + i))
                .toList();
        for (int from = 0; from < all.size(); from += CustomerProfiles.BATCH_MAX) {
            observe(all.subList(from, Math.min(all.size(), from + CustomerProfiles.BATCH_MAX)));
        }

        var old = node.profiles().observe(ava, List.of(interaction("m-old", "Page Viewed", NOON_MILLIS)));
        var behind = node.profiles().observe(ava, List.of(interaction("m-old", "Order Completed", NOON_MILLIS)));

        assertThat(read().facts().counts().total()).isGreaterThanOrEqualTo(all.size());
        assertThat(old.toCompletableFuture().join()).containsExactly(Verdict.APPLIED);
        assertThat(behind.toCompletableFuture().join()).containsExactly(Verdict.DUPLICATE);
    }

    @Test
    void a_customer_who_was_never_seen_is_told_as_such_and_stored_nowhere() {
        var nobody = CustomerId.anonymous("a-" + UUID.randomUUID());

        assertThat(node.profiles().read(nobody).toCompletableFuture().join()).isEmpty();
        restart();
        assertThat(node.profiles().read(nobody).toCompletableFuture().join()).isEmpty();
    }

    private List<Verdict> observe(Interaction... interactions) {
        return observe(List.of(interactions));
    }

    private List<Verdict> observe(List<Interaction> interactions) {
        return node.profiles().observe(ava, interactions).toCompletableFuture().join();
    }

    private LiveProfile read() {
        return node.profiles().read(ava).toCompletableFuture().join().orElseThrow();
    }

    private void restart() {
        node = node.restarted();
    }
}
