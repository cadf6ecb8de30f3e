package io.liveprofile.profile.entity;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.embedded.FreePort;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Verdict;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A cluster of one with its customers, on a journal of its own that outlives it. */
public record OneNode(String schema, Map<String, Object> set, ActorSystem<Void> system, CustomerProfiles profiles)
        implements AutoCloseable {

    public static OneNode start() {
        return start(Map.of());
    }

    /** @param set what is set otherwise than usual */
    public static OneNode start(Map<String, Object> set) {
        return start("s" + UUID.randomUUID().toString().replace("-", ""), set);
    }

    private static OneNode start(String schema, Map<String, Object> set) {
        var server = SharedServers.postgres();
        var config = ConfigFactory.parseMap(Map.ofEntries(
                        Map.entry("live-profile.profile.snapshot-every-entries", 10),
                        Map.entry("live-profile.profile.link-retry", "200ms"),
                        Map.entry("pekko.actor.provider", "cluster"),
                        Map.entry("pekko.remote.artery.canonical.hostname", "127.0.0.1"),
                        Map.entry("pekko.remote.artery.canonical.port", FreePort.find()),
                        Map.entry("pekko.cluster.distributed-data.durable.keys", List.of()),
                        // A cluster of one has nobody to be patient with.
                        Map.entry("pekko.cluster.periodic-tasks-initial-delay", "20ms"),
                        Map.entry("pekko.cluster.gossip-interval", "50ms"),
                        Map.entry("pekko.cluster.leader-actions-interval", "50ms"),
                        Map.entry("pekko.cluster.jmx.multi-mbeans-in-same-jvm", "on"),
                        Map.entry("pekko.coordinated-shutdown.phases.cluster-sharding-shutdown-region.timeout", "2s"),
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
        var system = ActorSystem.create(
                Behaviors.<Void>empty(), "entity", ConfigFactory.parseMap(set).withFallback(config));
        var cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        await().until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
        return new OneNode(schema, set, system, ShardedCustomerProfiles.start(system));
    }

    OneNode restarted() {
        close();
        return start(schema, set);
    }

    /** Waits for what becomes of each. */
    public List<Verdict> observe(CustomerId id, Interaction... interactions) {
        return profiles.observe(id, List.of(interactions)).toCompletableFuture().join();
    }

    /** Of somebody who was seen. */
    public LiveProfile read(CustomerId id) {
        return profiles.read(id).toCompletableFuture().join().orElseThrow();
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
