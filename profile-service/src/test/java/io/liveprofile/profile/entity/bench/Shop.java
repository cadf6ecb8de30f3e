package io.liveprofile.profile.entity.bench;

import static org.awaitility.Awaitility.await;

import io.liveprofile.embedded.SharedServers;
import io.liveprofile.loadtest.bench.OpenLoop;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.entity.OneNode;
import io.liveprofile.profile.entity.ShardedCustomerProfiles;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.ShardRegion.CurrentShardRegionState;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingQuery;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** A node with customers who do something two thousand times a second, while something else is measured. */
final class Shop implements AutoCloseable {
    static final int INTERACTIONS_PER_SECOND = 2_000;
    static final int CUSTOMERS = 1_000;

    /** Whoever isn't asked for as long as this is no longer in memory. */
    static final Duration IDLE = Duration.ofSeconds(3);

    private static final EntityTypeKey<Object> CUSTOMERS_KEY =
            EntityTypeKey.create(Object.class, ShardedCustomerProfiles.ENTITY_TYPE);

    /** As the service has it. */
    static final int SNAPSHOT_EVERY_ENTRIES = 100;

    private static final int IN_FLIGHT_MAX = 4_000;

    /** At a fixed rate a cold JVM would only fall behind. */
    private static final int WARM_UP = 40_000;

    private static final int AT_ONCE = 200;

    private final AtomicLong told = new AtomicLong();
    final OneNode node;

    Shop() {
        this(SNAPSHOT_EVERY_ENTRIES);
    }

    Shop(int snapshotEveryEntries) {
        node = OneNode.start(Map.of(
                "live-profile.profile.snapshot-every-entries",
                snapshotEveryEntries,
                "pekko.cluster.sharding.passivation.strategy",
                "default-strategy",
                "pekko.cluster.sharding.passivation.default-strategy.idle-entity.timeout",
                IDLE));
        for (int n = 0; n < WARM_UP; n += AT_ONCE) {
            tellAll(LongStream.range(n, n + AT_ONCE).mapToObj(Shop::customer));
        }
    }

    /** One interaction each; returns when all are stored. */
    void tellAll(Stream<CustomerId> customers) {
        CompletableFuture.allOf(
                        customers.map(id -> tell(id).toCompletableFuture()).toArray(CompletableFuture[]::new))
                .join();
    }

    static CustomerId customer(long number) {
        return CustomerId.user("c" + number % CUSTOMERS);
    }

    /** Half of them look at pages, the others put something into the cart. */
    CompletionStage<?> tell(CustomerId id) {
        long number = told.getAndIncrement();
        long at = System.currentTimeMillis();
        var name = number % 2 == 0 ? "Page Viewed" : "Product Added";
        var fields = Fields.builder()
                .put("properties.path", new Value.Text("/p/" + number % 50))
                .put("properties.product_id", new Value.Text("p-" + number % 50))
                .put("properties.price", new Value.Number(new BigDecimal("19.99")))
                .put("properties.currency", new Value.Text("EUR"))
                .put("context.device.id", new Value.Text("d-" + number % 3))
                .build();
        var interaction =
                new Interaction("m-" + number, name, 1, at, false, at, id, Optional.empty(), Optional.empty(), fields);
        return node.profiles().observe(id, List.of(interaction));
    }

    /** What takes part in the traffic is measured at its own rate, from when each call was due. */
    OpenLoop.Outcome during(Duration span, double perSecond, LongFunction<? extends CompletionStage<?>> call)
            throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            var traffic = thread.submit(() -> new OpenLoop(INTERACTIONS_PER_SECOND, IN_FLIGHT_MAX)
                    .run(span.plusSeconds(1), number -> tell(customer(number))));
            long before = told.get();
            await().until(() -> told.get() > before + INTERACTIONS_PER_SECOND / 2);
            var outcome = new OpenLoop(perSecond, IN_FLIGHT_MAX).run(span, call);
            long failures = traffic.get().failures() + outcome.failures();
            if (failures > 0) {
                throw new IllegalStateException(failures + " calls failed: this measures nothing");
            }
            return outcome;
        }
    }

    /** Until none of them is in memory. */
    void awaitPassivated(Set<CustomerId> customers) {
        var ids = customers.stream().map(CustomerId::escaped).collect(Collectors.toSet());
        await().atMost(IDLE.multipliedBy(10)).until(() -> Collections.disjoint(ids, awake()));
    }

    private Set<String> awake() {
        return AskPattern.<ClusterShardingQuery, CurrentShardRegionState>ask(
                        ClusterSharding.get(node.system()).shardState(),
                        replyTo -> new GetShardRegionState(CUSTOMERS_KEY, replyTo),
                        IDLE,
                        node.system().scheduler())
                .toCompletableFuture()
                .join()
                .getShards()
                .stream()
                .flatMap(shard -> shard.getEntityIds().stream())
                .collect(Collectors.toSet());
    }

    static Connection database() throws SQLException {
        return DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
    }

    @Override
    public void close() {
        node.close();
    }
}
