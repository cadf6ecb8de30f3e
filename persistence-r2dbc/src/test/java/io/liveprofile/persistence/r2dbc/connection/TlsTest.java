package io.liveprofile.persistence.r2dbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.liveprofile.embedded.SharedServers;
import io.liveprofile.persistence.r2dbc.TestConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** The server shows a certificate of its own making, for 127.0.0.1. */
@Timeout(60)
class TlsTest {
    private static final char[] SECRET = "a secret".toCharArray();

    @TempDir
    static Path folder;

    private @Nullable ActorSystem<Void> system;

    /** Who has it, and who vouches for it: the same here. */
    private record Identity(Key key, Certificate certificate) {
        static Identity make(String name) throws Exception {
            var store = folder.resolve(name + ".p12");
            var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
            var made = new ProcessBuilder(
                            keytool.toString(),
                            "-genkeypair",
                            "-alias",
                            name,
                            "-keyalg",
                            "RSA",
                            "-dname",
                            "CN=127.0.0.1",
                            "-ext",
                            "san=ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            new String(SECRET))
                    .inheritIO()
                    .start();
            assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
            var keys = KeyStore.getInstance(store.toFile(), SECRET);
            return new Identity(keys.getKey(name, SECRET), keys.getCertificate(name));
        }

        String keyText() {
            return pem("PRIVATE KEY", key.getEncoded());
        }

        String certificateText() throws Exception {
            return pem("CERTIFICATE", certificate.getEncoded());
        }

        private static String pem(String what, byte[] bytes) {
            var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
            return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
        }
    }

    @BeforeAll
    static void encrypt() throws Exception {
        var server = Identity.make("server");
        Files.writeString(folder.resolve("server.pem"), server.certificateText());
        Files.writeString(
                folder.resolve("stranger.pem"), Identity.make("stranger").certificateText());
        try (var sql = DriverManager.getConnection(SharedServers.postgres().jdbcUrl())) {
            give(sql, "tls.key", server.keyText());
            give(sql, "tls.crt", server.certificateText());
            execute(sql, "alter system set ssl_key_file = 'tls.key'");
            execute(sql, "alter system set ssl_cert_file = 'tls.crt'");
            execute(sql, "alter system set ssl = on");
            execute(sql, "select pg_reload_conf()");
        }
        await().until(TlsTest::isEncrypted);
    }

    /** Into the server's own folder and by its own hand: it takes no key that others may read. */
    private static void give(Connection sql, String file, String text) throws SQLException {
        execute(
                sql,
                "copy (select unnest(string_to_array('" + text + "', E'\\n'))) to program 'umask 077; cat > " + file
                        + "'");
    }

    private static void execute(Connection sql, String statement) throws SQLException {
        try (var prepared = sql.createStatement()) {
            prepared.execute(statement);
        }
    }

    private static boolean isEncrypted() throws SQLException {
        try (var sql = DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var rows = sql.createStatement().executeQuery("show ssl")) {
            rows.next();
            return rows.getString(1).equals("on");
        }
    }

    @AfterEach
    void stop() {
        if (system != null) {
            system.terminate();
        }
    }

    @Test
    void connections_to_a_server_that_shows_who_it_is_are_encrypted() {
        var connections = Connections.get(system("verify-full", "server.pem"));

        var isEncrypted = Flux.usingWhen(
                        connections.pool().create(),
                        connection -> Flux.from(connection
                                        .createStatement("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                                        .execute())
                                .concatMap(result -> result.map(row -> row.get("ssl", Boolean.class))),
                        io.r2dbc.spi.Connection::close)
                .blockFirst();

        assertThat(isEncrypted).isTrue();
    }

    @Test
    void a_server_that_nobody_vouches_for_is_refused_in_one_sentence() {
        var stranger = system("verify-full", "stranger.pem");

        assertThatThrownBy(() -> Connections.get(stranger))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("can't agree on an encrypted connection: check"
                        + " pekko.persistence.r2dbc.connection-factory.ssl.mode and .ssl.root-cert");
    }

    @Test
    void an_unknown_mode_and_a_missing_file_are_refused_by_name() {
        var wrong = system("verified", "server.pem");
        assertThatThrownBy(() -> Connections.get(wrong))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connection-factory.ssl.mode")
                .hasMessageContaining("is verified");
        wrong.terminate();
        var missing = system("verify-ca", "nobody.pem");
        assertThatThrownBy(() -> Connections.get(missing))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("connection-factory.ssl.root-cert");
    }

    private ActorSystem<Void> system(String mode, String rootCert) {
        ActorSystem<Void> started = ActorSystem.create(
                Behaviors.empty(),
                "tls",
                ConfigFactory.parseString("pekko.persistence.r2dbc.connection-factory.ssl { enabled = on, mode = "
                                + mode + ", root-cert = \"" + folder.resolve(rootCert) + "\" }")
                        .withFallback(TestConfig.inNewSchema()));
        system = started;
        return started;
    }
}
