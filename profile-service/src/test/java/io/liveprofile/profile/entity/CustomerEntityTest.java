package io.liveprofile.profile.entity;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.interaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.embedded.FreePort;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Seen;
import io.liveprofile.profile.domain.Verdict;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The actors on a real journal, asked as the other modules ask them. */
class CustomerEntityTest {
    private final String schema = "s" + UUID.randomUUID().toString().replace("-", "");
    private final CustomerId ava = CustomerId.user("ava|" + UUID.randomUUID());
    private ActorSystem<Void> system = start();
    private CustomerProfiles profiles = ShardedCustomerProfiles.start(system);

    @AfterEach
    void stop() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
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

        var old = profiles.observe(ava, List.of(interaction("m-old", "Page Viewed", NOON_MILLIS)));
        var behind = profiles.observe(ava, List.of(interaction("m-old", "Order Completed", NOON_MILLIS)));

        assertThat(read().facts().counts().total()).isGreaterThanOrEqualTo(all.size());
        assertThat(old.toCompletableFuture().join()).containsExactly(Verdict.APPLIED);
        assertThat(behind.toCompletableFuture().join()).containsExactly(Verdict.DUPLICATE);
    }

    @Test
    void a_customer_who_was_never_seen_is_told_as_such_and_stored_nowhere() {
        var nobody = CustomerId.anonymous("a-" + UUID.randomUUID());

        assertThat(profiles.read(nobody).toCompletableFuture().join()).isEmpty();
        restart();
        assertThat(profiles.read(nobody).toCompletableFuture().join()).isEmpty();
    }

    private List<Verdict> observe(Interaction... interactions) {
        return observe(List.of(interactions));
    }

    private List<Verdict> observe(List<Interaction> interactions) {
        return profiles.observe(ava, interactions).toCompletableFuture().join();
    }

    private LiveProfile read() {
        return profiles.read(ava).toCompletableFuture().join().orElseThrow();
    }

    private void restart() {
        stop();
        system = start();
        profiles = ShardedCustomerProfiles.start(system);
    }

    private ActorSystem<Void> start() {
        var server = SharedServers.postgres();
        var config = ConfigFactory.parseMap(Map.ofEntries(
                        Map.entry("live-profile.profile.snapshot-every-entries", 10),
                        Map.entry("pekko.actor.provider", "cluster"),
                        Map.entry("pekko.remote.artery.canonical.hostname", "127.0.0.1"),
                        Map.entry("pekko.remote.artery.canonical.port", FreePort.find()),
                        Map.entry("pekko.cluster.distributed-data.durable.keys", List.of()),
                        Map.entry("pekko.cluster.jmx.multi-mbeans-in-same-jvm", "on"),
                        Map.entry("pekko.persistence.journal.plugin", "pekko.persistence.r2dbc.journal"),
                        Map.entry("pekko.persistence.snapshot-store.plugin", "pekko.persistence.r2dbc.snapshot"),
                        Map.entry("pekko.persistence.r2dbc.schema", schema),
                        Map.entry("pekko.persistence.r2dbc.connection-factory.host", server.host()),
                        Map.entry("pekko.persistence.r2dbc.connection-factory.port", server.port()),
                        Map.entry("pekko.persistence.r2dbc.connection-factory.database", server.database()),
                        Map.entry("pekko.persistence.r2dbc.connection-factory.user", server.user()),
                        Map.entry("pekko.persistence.r2dbc.connection-factory.password", server.password()),
                        Map.entry("pekko.loglevel", "WARNING")))
                .withFallback(ConfigFactory.load());
        var started = ActorSystem.create(Behaviors.<Void>empty(), "entity", config);
        var cluster = Cluster.get(started);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        await().until(() -> cluster.selfMember().status().equals(org.apache.pekko.cluster.MemberStatus.up()));
        return started;
    }
}
