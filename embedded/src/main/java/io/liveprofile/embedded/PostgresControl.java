package io.liveprofile.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's own start and stop command. The library unpacks it and makes the data directory, but would start the
 * server as a child in our process group: Ctrl-C would stop it before those who still write. This one detaches it.
 */
final class PostgresControl {
    private static final Duration FIRST_START_MAX = Duration.ofSeconds(60);
    /** Recovering what a crash left of 4 GB of write-ahead log takes its time. */
    private static final String START_MAX_SECONDS = "120";

    private static final String STOP_MAX_SECONDS = "30";
    private static final String SETTINGS = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on"
            + " -c max_wal_size=4GB -c min_wal_size=1GB -c shared_buffers=256MB -c max_connections=200"
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=UTC";

    private final Path command;
    private final Path data;
    private final ServerLog log;

    private PostgresControl(Path command, Path data, ServerLog log) {
        this.command = command;
        this.data = data;
        this.log = log;
    }

    /** What a first start that was killed half-way left can't be started and holds nothing yet: it is made anew. */
    static PostgresControl prepared(Path directory, ServerLog log) throws IOException {
        var data = directory.resolve("data");
        var binaries = directory.resolve("binaries");
        var made = directory.resolve("made");
        if (!Files.exists(made)) {
            Directories.delete(data);
        }
        var command = command(binaries);
        if (command.isEmpty() || !Files.exists(made)) {
            unpackAndInit(data, binaries, log);
            Files.writeString(made, "The data beside this file is whole.\n");
            command = command(binaries);
        }
        return new PostgresControl(
                command.orElseThrow(() -> new PostgresNotStarted("there is no pg_ctl in " + binaries)), data, log);
    }

    private static void unpackAndInit(Path data, Path binaries, ServerLog log) throws IOException {
        try {
            EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setPgBinaryResolver(unpackedHere())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(Redirect.appendTo(log.file().toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.file().toFile()))
                    .setPGStartupWait(FIRST_START_MAX)
                    .start()
                    .close();
        } catch (IOException | RuntimeException e) {
            throw new PostgresNotStarted(log.lastWordsOr(String.valueOf(e.getMessage())), e);
        }
    }

    /** The library keeps in mind, by the resolver, where it has unpacked already: another one is unpacked anew. */
    private static PgBinaryResolver unpackedHere() {
        return new PgBinaryResolver() {
            @Override
            public InputStream getPgBinary(String system, String machineHardware) throws IOException {
                return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machineHardware);
            }
        };
    }

    private static Optional<Path> command(Path binaries) throws IOException {
        if (!Files.isDirectory(binaries)) {
            return Optional.empty();
        }
        try (var unpacked = Files.list(binaries)) {
            return unpacked.map(folder -> folder.resolve("bin/pg_ctl"))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }

    void start(int port) throws IOException {
        if (run("start", "-w", "-t", START_MAX_SECONDS, "-o", "-p " + port + " " + SETTINGS) != 0) {
            throw new PostgresNotStarted(log.lastWords());
        }
    }

    void stop() throws IOException {
        run("stop", "-m", "fast", "-w", "-t", STOP_MAX_SECONDS);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private int run(String... arguments) throws IOException {
        var line = new ArrayList<String>();
        if (isRoot()) {
            // The server refuses to run as root; in a user namespace of its own it is nobody.
            line.addAll(List.of("unshare", "-U"));
        }
        line.addAll(List.of(
                command.toString(), "-D", data.toString(), "-l", log.file().toString()));
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.file().toFile()))
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was asked to " + arguments[0], e);
        }
    }
}
