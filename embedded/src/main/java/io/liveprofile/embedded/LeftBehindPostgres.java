package io.liveprofile.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that outlived the process that started it: killing a JVM doesn't stop its PostgreSQL. */
record LeftBehindPostgres(ProcessHandle process, Path data) {
    private static final Duration STOP_MAX = Duration.ofSeconds(30);

    /** None where the process id in the directory is nobody's any more, or another program's. */
    static Optional<LeftBehindPostgres> in(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return firstLine(file)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(LeftBehindPostgres::isPostgres)
                .map(process -> new LeftBehindPostgres(process, data));
    }

    private static Optional<Long> firstLine(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(false);
    }

    /** Ends its connections, writes a checkpoint, ends; a client that holds on isn't waited for. */
    void stop() throws IOException {
        try {
            new ProcessBuilder(List.of("kill", "-INT", String.valueOf(process.pid())))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            process.onExit().get(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new PostgresNotStarted(
                    "process " + process.pid() + " of an earlier run still holds " + data + " and doesn't stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an earlier PostgreSQL was stopping", e);
        }
    }
}
