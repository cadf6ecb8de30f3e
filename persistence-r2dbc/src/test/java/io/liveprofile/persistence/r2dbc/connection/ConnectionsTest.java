package io.liveprofile.persistence.r2dbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.persistence.r2dbc.TestConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConnectionsTest {
    private final ArrayList<ActorSystem<Void>> systems = new ArrayList<>();

    @AfterEach
    void stop() {
        systems.forEach(ActorSystem::terminate);
    }

    @Test
    void nodes_that_start_at_once_create_the_tables_once() throws Exception {
        var schema = "s" + UUID.randomUUID().toString().replace("-", "");
        var started = new ArrayList<CompletableFuture<Connections>>();
        for (int node = 0; node < 4; node++) {
            var system = system(TestConfig.inSchema(schema));
            started.add(CompletableFuture.supplyAsync(() -> Connections.get(system)));
        }

        for (var each : started) {
            assertThat(each.get(60, TimeUnit.SECONDS).tables().journal()).isEqualTo(schema + ".event_journal");
        }
        try (var sql = DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var steps = sql.createStatement()
                        .executeQuery("select step from " + schema + ".persistence_migration order by step")) {
            assertThat(steps.next()).isTrue();
            assertThat(steps.getString(1)).isEqualTo("V1__journal_and_snapshot");
        }
    }

    @Test
    void a_database_that_is_not_there_is_told_in_one_sentence() {
        var system = system(with("database = nowhere"));

        assertThatThrownBy(() -> Connections.get(system))
                .isInstanceOf(CannotStart.class)
                .hasMessageMatching("PostgreSQL at 127.0.0.1:\\d+ has no database \"nowhere\": create it, or set"
                        + " pekko.persistence.r2dbc.connection-factory.database\\.");
    }

    @Test
    void a_user_who_is_not_let_in_is_told_in_one_sentence() {
        var system = system(with("user = nobody"));

        assertThatThrownBy(() -> Connections.get(system))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("doesn't let the user \"nobody\" in: check"
                        + " pekko.persistence.r2dbc.connection-factory.user and .password");
    }

    @Test
    void a_server_that_is_not_there_is_told_in_one_sentence() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var system = system(with("port = " + port));

        assertThatThrownBy(() -> Connections.get(system))
                .isInstanceOf(CannotStart.class)
                .hasMessage("There is no PostgreSQL at 127.0.0.1:" + port + ": start it, or set"
                        + " pekko.persistence.r2dbc.connection-factory.host and .port.");
    }

    private static Config with(String setting) {
        return ConfigFactory.parseString("pekko.persistence.r2dbc.connection-factory." + setting)
                .withFallback(TestConfig.inNewSchema());
    }

    private ActorSystem<Void> system(Config config) {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "connections", config);
        systems.add(system);
        return system;
    }
}
