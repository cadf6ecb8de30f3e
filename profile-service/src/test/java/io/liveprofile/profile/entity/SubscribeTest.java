package io.liveprofile.profile.entity;

import static io.liveprofile.profile.entity.Visits.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.profile.Change;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.Subscription;
import io.liveprofile.profile.domain.CustomerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Listening to customers on a node that has room for a few of them only. */
class SubscribeTest {
    private static final int ACTIVE_MAX = 50;

    private static OneNode node;

    private final CustomerId ava = CustomerId.user("ava-" + UUID.randomUUID());
    private final List<Change> told = new CopyOnWriteArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    @BeforeAll
    static void start() {
        var strategy = "pekko.cluster.sharding.passivation.strategy";
        var few = "pekko.cluster.sharding.passivation.few";
        node = OneNode.start(Map.of(
                "pekko.cluster.sharding.number-of-shards",
                2,
                strategy,
                "few",
                few + ".active-entity-limit",
                ACTIVE_MAX,
                few + ".replacement.policy",
                "least-recently-used"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void listenNoMore() {
        subscriptions.forEach(Subscription::cancel);
    }

    @Test
    void a_listener_is_told_the_profile_as_it_stands_and_after_each_entry() {
        var then = new ArrayList<LiveProfile>();
        observe(ava, 1);
        then.add(node.read(ava));
        listen(OptionalLong.empty());
        await().until(() -> told.size() == 1);

        for (int n = 2; n <= 20; n++) {
            observe(ava, n);
            then.add(node.read(ava));
        }

        await().until(() -> told.size() == 20);
        assertThat(told).isEqualTo(then.stream().map(Change.Now::new).toList());
    }

    @Test
    void who_was_away_is_told_each_entry_that_it_missed_in_order() {
        for (int n = 1; n <= 25; n++) {
            observe(ava, n);
        }

        listen(OptionalLong.of(3));
        observe(ava, 26);

        await().until(() -> sequences().size() == 23);
        assertThat(sequences().getFirst()).isEqualTo(4);
        assertThat(sequences()).isSorted().doesNotHaveDuplicates();
        assertThat(told.getLast()).isEqualTo(new Change.Now(node.read(ava)));
    }

    @Test
    void of_a_longer_absence_it_is_told_how_long_it_was() {
        for (int n = 1; n <= Change.REPLAY_MAX + 2; n++) {
            observe(ava, n);
        }

        listen(OptionalLong.of(1));

        await().until(() -> told.size() == 2);
        assertThat(told).containsExactly(new Change.Skipped(2, Change.REPLAY_MAX + 1), new Change.Now(node.read(ava)));
    }

    @Test
    void who_names_a_number_that_was_never_told_is_told_the_profile_as_it_stands() {
        observe(ava, 1);

        listen(OptionalLong.of(77));

        await().until(() -> told.size() == 1);
        assertThat(told).containsExactly(new Change.Now(node.read(ava)));
    }

    @Test
    void listening_outlives_the_actor() {
        observe(ava, 1);
        listen(OptionalLong.empty());
        await().until(() -> told.size() == 1);

        for (int i = 0; i < 3 * ACTIVE_MAX; i++) {
            var other = CustomerId.user("other-" + i + "-" + UUID.randomUUID());
            observe(other, 1);
        }
        observe(ava, 2);

        await().until(() -> sequences().equals(List.of(1L, 2L)));
    }

    @Test
    void listening_goes_on_where_a_visitor_becomes_a_customer() {
        var browser = CustomerId.anonymous("browser-" + UUID.randomUUID());
        observe(browser, 1);
        listen(browser, OptionalLong.empty(), told);
        await().until(() -> told.size() == 1);

        node.observe(ava, visit(ava, 2, Optional.of(browser)));

        await().until(() -> last().facts().counts().total() == 2);
        assertThat(last().id()).isEqualTo(ava);
        assertThat(last().requestedId()).isEqualTo(browser);
    }

    @Test
    void so_many_listen_to_one_customer_and_no_more() {
        observe(ava, 1);
        for (int i = 0; i < Subscribers.SUBSCRIBERS_MAX; i++) {
            listen(OptionalLong.empty());
        }
        await().until(() -> told.size() == Subscribers.SUBSCRIBERS_MAX);
        var refused = new CopyOnWriteArrayList<Change>();

        listen(ava, OptionalLong.empty(), refused);

        await().until(() -> refused.equals(List.of(new Change.Refused())));
    }

    @Test
    void who_has_had_enough_is_told_nothing_more_and_makes_room() {
        observe(ava, 1);
        for (int i = 0; i < Subscribers.SUBSCRIBERS_MAX; i++) {
            listen(OptionalLong.empty());
        }
        await().until(() -> told.size() == Subscribers.SUBSCRIBERS_MAX);

        listenNoMore();

        var next = new CopyOnWriteArrayList<Change>();
        await().until(() -> {
            next.clear();
            listen(ava, OptionalLong.empty(), next);
            await().until(() -> !next.isEmpty());
            return next.getFirst() instanceof Change.Now;
        });
        observe(ava, 2);
        await().until(() -> ((Change.Now) next.getLast()).profile().sequence() == 2);
        assertThat(told).hasSize(Subscribers.SUBSCRIBERS_MAX);
    }

    private void listen(OptionalLong after) {
        listen(ava, after, told);
    }

    private void listen(CustomerId id, OptionalLong after, List<Change> told) {
        subscriptions.add(node.profiles().subscribe(id, after, told::add));
    }

    private List<Long> sequences() {
        return told.stream()
                .map(change -> ((Change.Now) change).profile().sequence())
                .toList();
    }

    private LiveProfile last() {
        return ((Change.Now) told.getLast()).profile();
    }

    private static void observe(CustomerId id, int n) {
        node.observe(id, visit(id, n, Optional.empty()));
    }
}
