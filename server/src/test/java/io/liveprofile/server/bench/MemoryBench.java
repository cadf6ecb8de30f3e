package io.liveprofile.server.bench;

import static io.liveprofile.server.bench.BenchServers.EMPTY;
import static io.liveprofile.server.bench.BenchServers.TOPIC;
import static io.liveprofile.server.bench.BenchServers.settled;
import static io.liveprofile.server.bench.BenchServers.until;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.embedded.FreePort;
import io.liveprofile.loadtest.bench.Bench;
import io.liveprofile.loadtest.bench.Benches;
import io.liveprofile.loadtest.bench.Contestant;
import io.liveprofile.loadtest.bench.Readings;
import io.liveprofile.loadtest.bench.Run;
import io.liveprofile.loadtest.workload.ShopDay;
import io.liveprofile.persistence.r2dbc.query.JournalRow;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.entity.CustomerEntity;
import io.liveprofile.profile.entity.ShardedCustomerProfiles;
import io.liveprofile.server.ServiceNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.query.NoOffset;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.typed.javadsl.CurrentEventsBySliceQuery;
import org.apache.pekko.stream.javadsl.Sink;

/** What a live customer weighs after a million records, anonymous visitors and all caches included, beside an empty actor. */
public final class MemoryBench implements Bench {
    private static final int RECORDS = 1_000_000;
    private static final int RECORDS_QUICK = 20_000;
    private static final int EMPTY_ACTORS = 80_000;
    private static final int EMPTY_ACTORS_QUICK = 5_000;

    /** What the first ones bring along is not theirs. */
    private static final int AWAKE_BEFORE = 1_000;

    /** Rows of the journal are kept for projections, some seconds each; so few are what a look at the silent has just written. */
    private static final long ROWS_LEFT_MAX = 1_000;

    private static final double RATIO_MAX = 2.5;

    private BenchServers servers;
    private int records;
    private int emptyActors;

    public static void main(String[] args) {
        Benches.main(new MemoryBench(), args);
    }

    @Override
    public void run(Run run) throws Exception {
        records = run.quick() ? RECORDS_QUICK : RECORDS;
        emptyActors = run.quick() ? EMPTY_ACTORS_QUICK : EMPTY_ACTORS;
        try (var started = BenchServers.start()) {
            servers = started;
            servers.fill(ShopDay.CUSTOMERS, records);
            var measured =
                    run.cold(new Contestant("customers", this::customers), new Contestant("empty actors", this::empty));
            run.report(measured.of("customers", "heap each")
                    .beside(measured.of("empty actors", "heap each"))
                    .atMost(RATIO_MAX));
            run.report(measured.of("customers", "state alone").beside(measured.of("empty actors", "heap each")));
            run.report(measured.of("customers", "live").alone());
        }
    }

    /** Everything that the node holds more than one to which nothing was told, shared among its live customers. */
    private Readings customers() throws Exception {
        return servers.onDatabase(database -> {
            long idle;
            try (var node = node(database, EMPTY)) {
                idle = Heap.of(node.pid()).bytes();
            }
            try (var node = node(database, TOPIC)) {
                until(() -> settled(node) >= records && servers.caughtUp(database));
                until(() -> Heap.of(node.pid()).instances(JournalRow.class) <= ROWS_LEFT_MAX);
                var heap = Heap.of(node.pid());
                long live = heap.instances(CustomerEntity.class);
                return Readings.of("heap each", (heap.bytes() - idle) / (double) live, "bytes")
                        .and("state alone", states(database), "bytes")
                        .and("live", live, "customers");
            }
        });
    }

    private ServiceNode node(String database, String topic) throws IOException {
        return servers.node(
                        database,
                        topic,
                        database + topic,
                        "-Xmx8g",
                        "-Dlive-profile.profile.active-customers-max=" + RECORDS)
                .awaitReady();
    }

    /** The profiles that the journal tells of, without actors, of those who are still customers of their own. */
    private double states(String database) throws Exception {
        var system = system(database);
        try {
            var profiles = new HashMap<String, Profile>();
            long before = Heap.ofThisJvm().bytes();
            PersistenceQuery.get(system)
                    .getReadJournalFor(CurrentEventsBySliceQuery.class, "pekko.persistence.r2dbc.query")
                    .<ProfileEvent>currentEventsBySlices(
                            ShardedCustomerProfiles.ENTITY_TYPE, 0, 1_023, NoOffset.getInstance())
                    .runWith(
                            Sink.foreach(envelope -> profiles.merge(
                                    envelope.persistenceId(),
                                    Profile.NEW.apply(envelope.event()),
                                    (known, _) -> known.apply(envelope.event()))),
                            system)
                    .toCompletableFuture()
                    .join();
            profiles.values().removeIf(profile -> profile.mergedInto().isPresent());
            return (Heap.ofThisJvm().bytes() - before) / (double) profiles.size();
        } finally {
            end(system);
        }
    }

    private Readings empty() throws Exception {
        return servers.onDatabase(database -> {
            var system = system(database);
            try {
                var cluster = Cluster.get(system);
                cluster.manager().tell(Join.create(cluster.selfMember().address()));
                until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
                var sharding = ClusterSharding.get(system);
                sharding.init(Entity.of(EmptyActor.TYPE, entity -> new EmptyActor(entity.getEntityId())));
                EmptyActor.wake(sharding, 0, AWAKE_BEFORE);
                long before = Heap.ofThisJvm().bytes();
                EmptyActor.wake(sharding, AWAKE_BEFORE, AWAKE_BEFORE + emptyActors);
                long bytes = Heap.ofThisJvm().bytes() - before;
                return Readings.of("heap each", bytes / (double) emptyActors, "bytes");
            } finally {
                end(system);
            }
        });
    }

    private static void end(ActorSystem<?> system) {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    private ActorSystem<Void> system(String database) {
        return ActorSystem.create(Behaviors.<Void>empty(), "memory", config(database));
    }

    private Config config(String database) {
        return ConfigFactory.parseMap(Map.ofEntries(
                        Map.entry("pekko.actor.provider", "cluster"),
                        Map.entry("pekko.remote.artery.canonical.hostname", "127.0.0.1"),
                        Map.entry("pekko.remote.artery.canonical.port", FreePort.find()),
                        Map.entry("pekko.cluster.distributed-data.durable.keys", List.of()),
                        Map.entry("pekko.cluster.sharding.number-of-shards", 256),
                        Map.entry("pekko.cluster.sharding.passivation.strategy", "default-strategy"),
                        Map.entry("pekko.cluster.sharding.passivation.default-strategy.active-entity-limit", RECORDS),
                        Map.entry("pekko.persistence.journal.plugin", "pekko.persistence.r2dbc.journal"),
                        Map.entry("pekko.persistence.snapshot-store.plugin", "pekko.persistence.r2dbc.snapshot"),
                        Map.entry("pekko.loglevel", "WARNING")))
                .withFallback(ConfigFactory.parseMap(servers.connectionFactory(database)))
                .withFallback(ConfigFactory.defaultReference());
    }
}
