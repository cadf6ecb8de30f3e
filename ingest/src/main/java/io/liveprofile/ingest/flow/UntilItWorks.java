package io.liveprofile.ingest.flow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again, for ever and more and more slowly: a database or broker that is away delays, and nothing else. Whoever
 * waits holds its place in the partition, so that memory stays flat.
 */
public record UntilItWorks(Duration pauseMin, Duration pauseMax) {
    private static final Logger LOG = LoggerFactory.getLogger(UntilItWorks.class);

    /** An outage fails thousands of batches for one cause: it is told once a second. */
    private static final long TOLD_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final AtomicLong TOLD_AT_NANOS = new AtomicLong(System.nanoTime() - TOLD_EVERY_NANOS);

    public <A> CompletionStage<A> ask(Supplier<CompletionStage<A>> attempt) {
        return ask(attempt, pauseMin);
    }

    private <A> CompletionStage<A> ask(Supplier<CompletionStage<A>> attempt, Duration pause) {
        return attempted(attempt).exceptionallyCompose(failure -> {
            tell(failure);
            return CompletableFuture.supplyAsync(
                            () -> ask(attempt, longer(pause)),
                            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
                    .thenCompose(again -> again);
        });
    }

    private static void tell(Throwable failure) {
        long now = System.nanoTime();
        long last = TOLD_AT_NANOS.get();
        if (now - last >= TOLD_EVERY_NANOS && TOLD_AT_NANOS.compareAndSet(last, now)) {
            LOG.warn("Some records wait and will be told again: {}", failure.toString());
        }
    }

    private static <A> CompletionStage<A> attempted(Supplier<CompletionStage<A>> attempt) {
        try {
            return attempt.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(pauseMax) < 0 ? twice : pauseMax;
    }
}
