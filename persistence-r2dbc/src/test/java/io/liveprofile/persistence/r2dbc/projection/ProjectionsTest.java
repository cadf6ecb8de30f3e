package io.liveprofile.persistence.r2dbc.projection;

import static io.liveprofile.persistence.r2dbc.query.TestJournal.ENTITY_TYPE;
import static io.liveprofile.persistence.r2dbc.query.TestJournal.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.persistence.r2dbc.TestConfig;
import io.liveprofile.persistence.r2dbc.query.SliceRange;
import io.liveprofile.persistence.r2dbc.query.TestJournal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;

@Timeout(120)
class ProjectionsTest {

    @Test
    void a_projection_runs_over_all_ranges_of_a_cluster() throws Exception {
        try (var journal = new TestJournal()) {
            var kit = ActorTestKit.create(
                    ConfigFactory.parseString("""
                        pekko.actor.provider = cluster
                        pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                        pekko.cluster.distributed-data.durable.keys = []
                        """).withFallback(TestConfig.inSchema(journal.schema())));
            try {
                Cluster.get(kit.system())
                        .manager()
                        .tell(Join.create(Cluster.get(kit.system()).selfMember().address()));
                IntStream.range(0, 100).forEach(i -> journal.write(id("customer" + i), 1));
                var seen = ConcurrentHashMap.<String>newKeySet();
                var projections = Projections.of(kit.system());

                projections.<String>start("all", ENTITY_TYPE, 4, range -> (events, connection) -> {
                    events.forEach(event -> seen.add(range + " " + event.persistenceId()));
                    return Flux.empty();
                });

                await().atMost(60, TimeUnit.SECONDS).until(() -> seen.size() == 100);
                assertThat(projections
                                .control()
                                .status("all")
                                .toCompletableFuture()
                                .get(10, TimeUnit.SECONDS))
                        .extracting(ProjectionStatus::range)
                        .isEqualTo(SliceRange.split(4));
            } finally {
                kit.shutdownTestKit();
            }
        }
    }
}
