package io.liveprofile.projections.lookagain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.embedded.FreePort;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.judgement.Signal;
import io.liveprofile.profile.entity.ShardedCustomerProfiles;
import io.liveprofile.projections.Observations;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silence, with a real journal and real actors; the clock of what was heard is the test's. */
class LookAgainTest {
    private static final long HOUR_MILLIS = 3_600_000;

    @TempDir
    Path segments;

    private final String database = "look_" + UUID.randomUUID().toString().replace("-", "");
    private final CustomerId ava = CustomerId.user("ava");
    private final AtomicReference<Optional<Instant>> heard = new AtomicReference<>(Optional.empty());
    private Node node;

    /** A cluster of one that looks at its customers. */
    private record Node(ActorSystem<Void> system, CustomerProfiles profiles, LookAgain lookAgain) {

        void stop() {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().join();
        }
    }

    @BeforeEach
    void start() throws Exception {
        try (var connection =
                        DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        node = startNode();
    }

    @AfterEach
    void stop() {
        node.stop();
    }

    private Node startNode() {
        var server = SharedServers.postgres();
        var config = ConfigFactory.parseMap(Map.ofEntries(
                        Map.entry("live-profile.profile.segments-folder", segments.toString()),
                        Map.entry("live-profile.profile.rules-reload-every", "100ms"),
                        Map.entry("pekko.actor.provider", "cluster"),
                        Map.entry("pekko.remote.artery.canonical.hostname", "127.0.0.1"),
                        Map.entry("pekko.remote.artery.canonical.port", FreePort.find()),
                        Map.entry("pekko.cluster.distributed-data.durable.keys", List.of()),
                        Map.entry("pekko.cluster.jmx.multi-mbeans-in-same-jvm", "on"),
                        Map.entry("pekko.persistence.journal.plugin", "pekko.persistence.r2dbc.journal"),
                        Map.entry("pekko.persistence.snapshot-store.plugin", "pekko.persistence.r2dbc.snapshot"),
                        Map.entry("pekko.persistence.r2dbc.connection-factory.host", server.host()),
                        Map.entry("pekko.persistence.r2dbc.connection-factory.port", server.port()),
                        Map.entry("pekko.persistence.r2dbc.connection-factory.database", database),
                        Map.entry("pekko.persistence.r2dbc.connection-factory.password", server.password()),
                        Map.entry("pekko.loglevel", "WARNING")))
                .withFallback(ConfigFactory.load());
        var system = ActorSystem.create(Behaviors.<Void>empty(), "look", config);
        var cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        await().until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
        var profiles = ShardedCustomerProfiles.start(system);
        var lookAgain = LookAgain.start(
                Projections.of(system),
                Connections.get(system).pool(),
                profiles,
                ShardedCustomerProfiles.ENTITY_TYPE,
                1);
        lookAgain.wake(
                system,
                new LookAgainSettings(Duration.ofMillis(50), 1_000),
                1,
                List.of("events"),
                () -> List.of(new HeardPartition("events", 0, heard.get())));
        return new Node(system, profiles, lookAgain);
    }

    @Test
    void a_cart_is_told_as_abandoned_though_nothing_happens_and_only_once_it_is_known_that_nothing_does() {
        long added = Instant.now().toEpochMilli() - 10 * HOUR_MILLIS;
        add("m-1", added);
        heard.set(Optional.of(Instant.ofEpochMilli(added + HOUR_MILLIS - 1)));
        await().until(() -> heardUntil().equals(heard.get()));
        assertThat(kinds()).isEmpty();

        heard.set(Optional.of(Instant.ofEpochMilli(added + HOUR_MILLIS)));

        await().until(() -> kinds().equals(List.of(Signal.Kind.CART_ABANDONED)));
    }

    @Test
    void a_restart_in_between_forgets_nobody() {
        long added = Instant.now().toEpochMilli() - 10 * HOUR_MILLIS;
        heard.set(Optional.of(Instant.ofEpochMilli(added)));
        add("m-1", added);
        await().until(() -> customers() == 1);
        node.stop();

        heard.set(Optional.of(Instant.ofEpochMilli(added + 2 * HOUR_MILLIS)));
        node = startNode();

        await().until(() -> kinds().equals(List.of(Signal.Kind.CART_ABANDONED)));
    }

    @Test
    void a_changed_segment_judges_everybody_anew() throws Exception {
        long at = Instant.now().toEpochMilli() - 10 * HOUR_MILLIS;
        heard.set(Optional.of(Instant.ofEpochMilli(at)));
        add("m-1", at);
        await().until(() -> customers() == 1);

        Files.writeString(segments.resolve("s.yaml"), """
            segments:
              - name: shoppers
                title: Has something in the cart
                when: cart_items > 0
            """);

        await().until(() -> kinds().equals(List.of(Signal.Kind.SEGMENT_ENTERED)));
        await().until(() -> {
            var progress = node.lookAgain().rejudging().toCompletableFuture().join();
            return progress.judged() == 1 && progress.customers() == 1;
        });
    }

    private void add(String messageId, long atMillis) {
        var fields = Fields.of("properties.product_id", new Value.Text("p-1"));
        node.profiles()
                .observe(ava, List.of(Observations.told(ava, messageId, "Product Added", atMillis, fields)))
                .toCompletableFuture()
                .join();
    }

    private List<Signal.Kind> kinds() {
        return node.profiles()
                .read(ava)
                .toCompletableFuture()
                .join()
                .map(profile ->
                        profile.judged().signals().stream().map(Signal::kind).toList())
                .orElse(List.of());
    }

    private Optional<Instant> heardUntil() {
        return new HeardTable(Connections.get(node.system()).pool())
                .until(List.of("events"))
                .blockOptional()
                .orElse(Optional.empty());
    }

    private long customers() {
        return node.lookAgain().rejudging().toCompletableFuture().join().customers();
    }
}
