package io.liveprofile.persistence.r2dbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.persistence.r2dbc.TestConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void a_url_tells_where_the_database_is_and_may_tell_who_comes() throws Exception {
        var server = URI.create(
                SharedServers.postgres().jdbcUrl().replace("jdbc:", "").replaceFirst("\\?.*", ""));
        var place = server.getHost() + ":" + server.getPort() + server.getPath();
        var elsewhere = "host = nowhere, port = 1, database = nowhere, ";

        assertThat(Connections.get(system(with(elsewhere + "url = \"r2dbc:postgresql://" + place + "\""))))
                .isNotNull();
        assertThat(Connections.get(system(with(elsewhere
                        + "user = nobody, password = wrong, url = \"r2dbc:postgresql://postgres:postgres@" + place
                        + "\""))))
                .isNotNull();
    }

    @Test
    void a_url_that_can_not_be_meant_is_refused_and_not_quoted() {
        for (var url :
                List.of("postgres:secret@host", "r2dbc:mysql://u:secret@host/db", "r2dbc:postgresql://u:secret@host")) {
            assertRefused(url, "must be r2dbc:postgresql://HOST:PORT/DATABASE, with USER:PASSWORD@");
        }
        assertRefused("r2dbc:postgresql://u:secret@host/db?sslMode=require", "may end in no");
        assertRefused("r2dbcs:postgresql://u:secret@host/db", "told by ssl.enabled");
    }

    private static void assertRefused(String url, String why) {
        var config = with("url = \"" + url + "\"");
        assertThatThrownBy(() -> ConnectionSettings.from(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("pekko.persistence.r2dbc.connection-factory.url")
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret");
    }

    private static Config with(String setting) {
        return ConfigFactory.parseString("pekko.persistence.r2dbc.connection-factory { " + setting + " }")
                .withFallback(TestConfig.inNewSchema());
    }

    private ActorSystem<Void> system(Config config) {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "connections", config);
        systems.add(system);
        return system;
    }
}
