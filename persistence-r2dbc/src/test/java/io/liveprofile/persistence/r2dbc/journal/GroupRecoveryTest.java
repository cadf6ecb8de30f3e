package io.liveprofile.persistence.r2dbc.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.embedded.SharedServers;
import io.liveprofile.persistence.r2dbc.TestConfig;
import io.liveprofile.persistence.r2dbc.recovery.Recovered;
import io.liveprofile.persistence.r2dbc.recovery.Recoveries;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone in its JVM while it runs: what it counts is counted for all. */
@Isolated
@Timeout(120)
class GroupRecoveryTest {
    private static final int IDS = 200;
    private static final int ENTRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String schema = "s" + UUID.randomUUID().toString().replace("-", "");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ActorTestKit kit = ActorTestKit.create("group-recovery", TestConfig.inSchema(schema));

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
        Metrics.globalRegistry.remove(metrics);
    }

    @Test
    void each_id_is_fetched_once_and_many_share_a_round_trip() {
        Metrics.globalRegistry.add(metrics);
        var counters = spawn();
        for (int i = 0; i < ENTRIES; i++) {
            assertThat(all(counters, "x")).containsOnly(i + 1);
        }
        assertFetchedOnce(IDS);

        counters.forEach(kit::stop);

        assertThat(all(spawn(), "")).containsOnly(ENTRIES);
        assertFetchedOnce(2 * IDS);
    }

    @Test
    void few_who_come_back_while_a_round_trip_is_out_share_the_next() throws Exception {
        Metrics.globalRegistry.add(metrics);
        var recoveries = Recoveries.get(kit.system());
        List<CompletableFuture<Recovered>> coming;
        try (var lock = DriverManager.getConnection(SharedServers.postgres().jdbcUrl())) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("lock table " + schema + ".event_journal in access exclusive mode");
            coming = Stream.of("a", "b", "c", "d")
                    .map(id -> recoveries.begin("Test|" + id, id).toCompletableFuture())
                    .toList();
            assertThat(roundTrips().count()).isEqualTo(1);
            lock.rollback();
        }

        assertThat(coming).allSatisfy(each -> assertThat(each).succeedsWithin(PATIENCE));
        assertThat(roundTrips().count()).isEqualTo(2);
        assertThat(roundTrips().totalAmount()).isEqualTo(4);
    }

    private DistributionSummary roundTrips() {
        return metrics.get("live_profile_journal_recovered_ids").summary();
    }

    private void assertFetchedOnce(int recoveries) {
        var ids = roundTrips();
        assertThat(ids.totalAmount()).isEqualTo(recoveries);
        assertThat(ids.count()).isLessThan(recoveries / 4);
    }

    private List<ActorRef<Counter.Add>> spawn() {
        return IntStream.range(0, IDS)
                .mapToObj(i -> kit.spawn(Counter.of("recovers-" + i)))
                .toList();
    }

    private List<Integer> all(List<ActorRef<Counter.Add>> counters, String text) {
        return counters.stream()
                .map(counter -> AskPattern.<Counter.Add, Integer>ask(
                                counter, replyTo -> new Counter.Add(text, replyTo), PATIENCE, kit.scheduler())
                        .toCompletableFuture())
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
