package io.liveprofile.server.laptop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a run that was killed left behind. Its nodes notice that they are orphans and leave by themselves; they are
 * waited for, because they hold the ports. PostgreSQL is stopped.
 */
final class Leftovers {
    private static final Duration LEAVE_MAX = Duration.ofSeconds(12);

    private Leftovers() {}

    static void clear(DataDirectory data, Progress progress) {
        var orphans = orphans(data);
        if (!orphans.isEmpty()) {
            progress.step("nodes that a killed run left", () -> awaitEnd(orphans));
        }
        Servers.stopLeftBehindPostgres(data);
    }

    /** Known by the log that they write: nobody else writes it. */
    private static List<ProcessHandle> orphans(DataDirectory data) {
        var mark = Node.LOG_PROPERTY + data.log("node-").toString().replaceFirst("\\.log$", "");
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .map(line -> line.contains(mark))
                        .orElse(false))
                .toList();
    }

    private static void awaitEnd(List<ProcessHandle> orphans) throws InterruptedException {
        try {
            CompletableFuture.allOf(orphans.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(LEAVE_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            orphans.forEach(ProcessHandle::destroyForcibly);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
