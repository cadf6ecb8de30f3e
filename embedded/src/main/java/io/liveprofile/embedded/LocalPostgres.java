package io.liveprofile.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real PostgreSQL on this machine, as durable as one in production: a benchmark or a crash test on a server that
 * doesn't sync tells nothing.
 */
public final class LocalPostgres implements AutoCloseable {
    /** Who stops the server. */
    public enum Stopped {
        /** It itself, as one of the JVM's shutdown hooks, all of which run at once. */
        WITH_THE_JVM,
        /** Only {@link LocalPostgres#close}: for an owner who has others to stop before. */
        WHEN_CLOSED
    }

    private static final String USER = "postgres";
    private static final String DATABASE = "postgres";

    private final PostgresControl control;
    private final int port;

    private LocalPostgres(PostgresControl control, int port) {
        this.control = control;
        this.port = port;
    }

    /** Starts a server whose data outlives it, in {@code directory}; {@code port} 0 takes any that is free. */
    public static LocalPostgres start(Path directory, int port) throws IOException {
        return start(directory, port, Stopped.WITH_THE_JVM);
    }

    /**
     * Starts a server whose data outlives it. One that a killed process left behind on the same data is stopped first.
     *
     * @throws PostgresNotStarted with the server's own words where it refuses
     */
    public static LocalPostgres start(Path directory, int port, Stopped stopped) throws IOException {
        Files.createDirectories(directory);
        stopLeftBehind(directory);
        var log = ServerLog.at(directory.resolve("server.log"));
        var control = PostgresControl.prepared(directory, log);
        int taken = port == 0 ? FreePort.find() : port;
        control.start(taken);
        var server = new LocalPostgres(control, taken);
        if (stopped == Stopped.WITH_THE_JVM) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::closeQuietly));
        }
        return server;
    }

    /** Stops the server that a killed process left on the data in {@code directory}, if there is one. */
    public static void stopLeftBehind(Path directory) throws IOException {
        var left = LeftBehindPostgres.in(directory.resolve("data"));
        if (left.isPresent()) {
            left.get().stop();
        }
    }

    public int port() {
        return port;
    }

    public String host() {
        return "127.0.0.1";
    }

    public String user() {
        return USER;
    }

    /** The embedded server trusts loopback, so that any password does. */
    public String password() {
        return "postgres";
    }

    public String database() {
        return DATABASE;
    }

    public String r2dbcUrl() {
        return "r2dbc:postgresql://" + USER + ":" + password() + "@" + host() + ":" + port() + "/" + DATABASE;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + port + "/" + DATABASE + "?user=" + USER;
    }

    @Override
    public void close() throws IOException {
        control.stop();
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            // The next start stops it.
        }
    }
}
