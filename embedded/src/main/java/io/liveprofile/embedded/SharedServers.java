package io.liveprofile.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * One PostgreSQL and one Kafka per JVM, each started when first asked for and thrown away at its end. Tests share them
 * and keep apart by unique topics, schemas and ids.
 */
public final class SharedServers {
    private SharedServers() {}

    public static LocalPostgres postgres() {
        return Postgres.SERVER;
    }

    public static LocalKafka kafka() {
        return Kafka.SERVER;
    }

    private static final class Postgres {
        static final LocalPostgres SERVER = started("postgres", directory -> LocalPostgres.start(directory, 0));
    }

    private static final class Kafka {
        static final LocalKafka SERVER =
                started("kafka", directory -> LocalKafka.start(directory, FreePort.find(), FreePort.find()));
    }

    private interface Start<S> {
        S in(Path directory) throws Exception;
    }

    private static <S extends AutoCloseable> S started(String name, Start<S> start) {
        return unchecked(() -> {
            var directory = Files.createTempDirectory("live-profile-" + name);
            var server = start.in(directory);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> unchecked(() -> {
                        server.close();
                        Directories.delete(directory);
                        return server;
                    })));
            return server;
        });
    }

    private static <T> T unchecked(Callable<T> action) {
        try {
            return action.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
