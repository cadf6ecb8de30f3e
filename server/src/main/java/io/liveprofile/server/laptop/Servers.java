package io.liveprofile.server.laptop;

import io.liveprofile.embedded.LocalKafka;
import io.liveprofile.embedded.LocalPostgres;
import io.liveprofile.embedded.LocalPostgres.Stopped;
import io.liveprofile.embedded.PostgresNotStarted;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/** Kafka and PostgreSQL of a run: embedded ones, or the user's own. */
final class Servers implements AutoCloseable {
    static final int USUAL_KAFKA_PORT = 19092;
    private static final int USUAL_CONTROLLER_PORT = 19093;
    static final int USUAL_POSTGRES_PORT = 15432;
    private static final String CONNECT_MAX_SECONDS = "5";

    private @Nullable LocalPostgres localPostgres;
    private @Nullable LocalKafka localKafka;

    void startPostgres(DataDirectory data, Ports ports, Progress progress) {
        boolean first = !Files.exists(data.postgres());
        progress.step(first ? "PostgreSQL (unpacking it, once)" : "PostgreSQL", () -> {
            try {
                int port = ports.of("postgres", USUAL_POSTGRES_PORT);
                localPostgres = LocalPostgres.start(data.postgres(), port, Stopped.WHEN_CLOSED);
            } catch (PostgresNotStarted e) {
                throw new Refusal(notStarted(data, e), e);
            }
        });
    }

    /** It holds its port and its data. */
    static void stopLeftBehindPostgres(DataDirectory data) {
        try {
            LocalPostgres.stopLeftBehind(data.postgres());
        } catch (IOException e) {
            throw new Refusal("the PostgreSQL of an earlier run can't be stopped: " + e.getMessage(), e);
        }
    }

    private static String notStarted(DataDirectory data, PostgresNotStarted e) {
        var reason = String.valueOf(e.getMessage());
        if (reason.contains("cannot be run as root") || reason.contains("unshare")) {
            return "PostgreSQL refuses to run as root and this machine allows no user namespaces (so it is in a Docker"
                    + " container by default): start ./run as an ordinary user, allow user namespaces, or give a"
                    + " server of your own with --postgres URL";
        }
        return "PostgreSQL doesn't start on " + data.postgres() + ": " + reason + " (all of it in "
                + data.postgres().resolve("server.log")
                + "); if what is kept there can go, ./run --reset throws it away and starts anew";
    }

    void startKafka(DataDirectory data, Ports ports, Progress progress) {
        // It ends the process where it can't go on, from a thread of its own and without a word to who started it.
        Exit.setHaltProcedure((status, _) -> {
            System.err.println("\nrun: " + kafkaBroken(data, "Kafka gave up on " + data.kafka()));
            Runtime.getRuntime().halt(status);
        });
        progress.step("Kafka", () -> {
            int port = ports.of("kafka", USUAL_KAFKA_PORT);
            try {
                localKafka = LocalKafka.start(data.kafka(), port, ports.of("kafka-controller", USUAL_CONTROLLER_PORT));
            } catch (Exception e) {
                throw new Refusal(
                        kafkaBroken(data, "Kafka doesn't start on " + data.kafka() + ": " + e.getMessage()), e);
            }
        });
    }

    private static String kafkaBroken(DataDirectory data, String what) {
        return what + " (all of it in " + data.log("launcher")
                + "); if what is kept there can go, ./run --reset throws it away and starts anew";
    }

    static void reach(PostgresAddress postgres) {
        var properties = new Properties();
        properties.setProperty("user", postgres.user());
        properties.setProperty("password", postgres.password());
        properties.setProperty("connectTimeout", CONNECT_MAX_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_MAX_SECONDS);
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), properties)) {
            connection.isValid(Integer.parseInt(CONNECT_MAX_SECONDS));
        } catch (SQLException e) {
            throw new Refusal("no PostgreSQL lets us in at " + postgres + " (--postgres): " + e.getMessage(), e);
        }
    }

    PostgresAddress postgres() {
        var local = Objects.requireNonNull(localPostgres);
        return new PostgresAddress(local.host(), local.port(), local.database(), local.user(), local.password());
    }

    String kafka() {
        return Objects.requireNonNull(localKafka).bootstrap();
    }

    /** Kafka first: it is the one that lives in this process, and nobody writes to it any more. */
    @Override
    public void close() throws IOException {
        try {
            if (localKafka != null) {
                localKafka.close();
            }
        } finally {
            if (localPostgres != null) {
                localPostgres.close();
            }
        }
    }
}
