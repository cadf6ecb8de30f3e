package io.liveprofile.profile.entity.bench;

import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.OpenLoop;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.profile.domain.CustomerId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** How long a profile takes to read under 2,000 interactions a second: from memory beside an empty actor, and from the journal. */
public final class ActorBench implements Bench {
    private static final double WARM_PER_SECOND = 500;
    private static final double WARM_RATIO_MAX = 2;
    private static final double COLD_RATIO_MAX = 5;
    private static final int HISTORY = 1_000;
    private static final int COLD_CUSTOMERS = 60;
    private static final Duration ASK_MAX = Duration.ofSeconds(5);

    private static final EntityTypeKey<Ask> EMPTY = EntityTypeKey.create(Ask.class, "empty");

    public static void main(String[] args) {
        Benches.main(new ActorBench(), args);
    }

    record Ask(ActorRef<Ask> replyTo) {}

    @Override
    public void run(Run run) throws Exception {
        var span = run.quick() ? Duration.ofSeconds(2) : Duration.ofSeconds(10);
        int history = run.quick() ? 100 : HISTORY;
        // Each is asked once in so long that it has left the memory since.
        double coldPerSecond = COLD_CUSTOMERS / (2.0 * Shop.IDLE.toSeconds());
        try (var shop = new Shop();
                var connection = Shop.database();
                var thread = Executors.newSingleThreadExecutor()) {
            var sharding = ClusterSharding.get(shop.node.system());
            sharding.init(Entity.of(EMPTY, _ -> empty()));
            for (int entry = 0; entry < history; entry++) {
                shop.tellAll(LongStream.range(0, COLD_CUSTOMERS).mapToObj(ActorBench::cold));
            }
            shop.awaitPassivated(LongStream.range(0, COLD_CUSTOMERS)
                    .mapToObj(ActorBench::cold)
                    .collect(Collectors.toSet()));
            var selects = new Selects(connection, shop.node.schema());
            var measured = run.interleaved(
                    new Contestant(
                            "profile",
                            () -> told(shop.during(
                                    span,
                                    WARM_PER_SECOND,
                                    number -> shop.node.profiles().read(Shop.customer(number))))),
                    new Contestant(
                            "empty actor",
                            () -> told(shop.during(span, WARM_PER_SECOND, number -> ask(sharding, number)))),
                    new Contestant(
                            "cold profile",
                            () -> told(shop.during(
                                    span,
                                    coldPerSecond,
                                    number -> shop.node.profiles().read(cold(number))))),
                    new Contestant(
                            "two selects",
                            () -> told(shop.during(span, coldPerSecond, number -> selects.of(cold(number), thread)))));
            run.report(measured.of("profile", "p50").beside(measured.of("empty actor", "p50")));
            run.report(measured.of("profile", "p99")
                    .beside(measured.of("empty actor", "p99"))
                    .atMost(WARM_RATIO_MAX));
            run.report(measured.of("cold profile", "p50")
                    .beside(measured.of("two selects", "p50"))
                    .atMost(COLD_RATIO_MAX));
            run.report(measured.of("cold profile", "p99").beside(measured.of("two selects", "p99")));
        }
    }

    private static CustomerId cold(long number) {
        return CustomerId.user("cold" + number % COLD_CUSTOMERS);
    }

    private static Behavior<Ask> empty() {
        return Behaviors.receiveMessage(ask -> {
            ask.replyTo().tell(ask);
            return Behaviors.same();
        });
    }

    private static CompletionStage<?> ask(ClusterSharding sharding, long number) {
        return sharding.entityRefFor(EMPTY, Shop.customer(number).value()).<Ask>ask(Ask::new, ASK_MAX);
    }

    /** What has to be read of a customer who isn't in memory: the snapshot, and what came after it. */
    private static final class Selects {
        private final PreparedStatement snapshot;
        private final PreparedStatement journal;

        Selects(Connection connection, String schema) throws SQLException {
            snapshot = connection.prepareStatement(
                    "select seq_nr, snapshot from " + schema + ".snapshot where persistence_id = ?");
            journal = connection.prepareStatement("select event_payload from " + schema
                    + ".event_journal where persistence_id = ? and seq_nr > ? order by seq_nr");
        }

        CompletableFuture<?> of(CustomerId id, ExecutorService thread) {
            return CompletableFuture.runAsync(
                    () -> {
                        try {
                            read("customer|" + id.escaped());
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    thread);
        }

        private void read(String persistenceId) throws SQLException {
            snapshot.setString(1, persistenceId);
            long sequence = 0;
            try (var rows = snapshot.executeQuery()) {
                if (rows.next()) {
                    sequence = rows.getLong(1);
                    rows.getBytes(2);
                }
            }
            journal.setString(1, persistenceId);
            journal.setLong(2, sequence);
            try (var rows = journal.executeQuery()) {
                while (rows.next()) {
                    rows.getBytes(1);
                }
            }
        }
    }

    private static Readings told(OpenLoop.Outcome outcome) {
        return Readings.of("p50", outcome.latencies().millisAt(50), "ms")
                .and("p99", outcome.latencies().millisAt(99), "ms");
    }
}
