package io.liveprofile.persistence.r2dbc.journal;

import io.liveprofile.persistence.r2dbc.journal.FlushTarget.Lost;
import io.liveprofile.persistence.r2dbc.journal.FlushTarget.Taken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a flush apart that failed: its writes are tried one by one, in order, so that each is told what became of it:
 * written, refused, or unknown after all patience.
 */
final class OneByOne {
    private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);
    private static final Duration PAUSE_MIN = Duration.ofMillis(20);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(1);

    private final FlushTarget target;
    private final Pauses time;
    private final FlushMetrics metrics;
    private final List<Write> batch;
    private final long deadlineNanos;
    private final Consumer<Write> failed;
    private final CompletableFuture<Void> allTold = new CompletableFuture<>();

    /** Whether rows in the way may be our own. */
    private boolean maybeWritten;

    private @Nullable Lost gaveUp;

    private OneByOne(
            FlushTarget target,
            Pauses time,
            FlushMetrics metrics,
            List<Write> batch,
            boolean maybeWritten,
            long deadlineNanos,
            Consumer<Write> failed) {
        this.target = target;
        this.time = time;
        this.metrics = metrics;
        this.batch = batch;
        this.maybeWritten = maybeWritten;
        this.deadlineNanos = deadlineNanos;
        this.failed = failed;
    }

    /** Ends, and never fails, when each write has been told. {@code failed} hears of those that weren't written. */
    static CompletableFuture<Void> tell(
            FlushTarget target,
            Pauses time,
            FlushMetrics metrics,
            List<Write> batch,
            boolean maybeWritten,
            long deadlineNanos,
            Consumer<Write> failed) {
        var each = new OneByOne(target, time, metrics, batch, maybeWritten, deadlineNanos, failed);
        each.from(0);
        return each.allTold;
    }

    private void from(int first) {
        for (int n = first; n < batch.size(); n++) {
            int next = n + 1;
            var told = told(batch.get(n));
            if (!told.isDone()) {
                told.whenComplete((_, _) -> from(next));
                return;
            }
        }
        allTold.complete(null);
    }

    private CompletableFuture<?> told(Write write) {
        if (write.written().isDone()) {
            return write.written().exceptionally(_ -> null);
        }
        return outcome(write).toCompletableFuture().handle((_, failure) -> {
            if (failure == null) {
                write.written().complete(null);
            } else {
                write.written().completeExceptionally(Answers.cause(failure));
                failed.accept(write);
            }
            return null;
        });
    }

    private CompletionStage<Void> outcome(Write write) {
        // With the database gone, waiting again for each of hundreds would keep everybody for hours.
        return gaveUp == null ? single(write, PAUSE_MIN) : CompletableFuture.failedFuture(gaveUp);
    }

    private CompletionStage<Void> single(Write write, Duration pause) {
        return Answers.of(() -> target.flush(List.of(write)))
                .exceptionallyCompose(failure -> switch (Answers.cause(failure)) {
                    case Lost lost -> again(write, pause, lost);
                    case Taken taken when maybeWritten -> ours(write, taken, pause);
                    case Throwable refused -> CompletableFuture.failedFuture(refused);
                });
    }

    /** After a lost answer the row that is in the way may be our own. */
    private CompletionStage<Void> ours(Write write, Taken taken, Duration pause) {
        return Answers.of(() -> target.isWritten(write))
                .<CompletionStage<Void>>handle((isOurs, failure) -> {
                    if (failure == null) {
                        return isOurs ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(taken);
                    }
                    return Answers.cause(failure) instanceof Lost lost
                            ? again(write, pause, lost)
                            : CompletableFuture.failedFuture(failure);
                })
                .thenCompose(outcome -> outcome);
    }

    private CompletionStage<Void> again(Write write, Duration pause, Lost lost) {
        maybeWritten = true;
        if (time.nanoTime() + pause.toNanos() > deadlineNanos) {
            metrics.gaveUp();
            gaveUp = lost;
            return CompletableFuture.failedFuture(lost);
        }
        LOG.warn("A write is tried again in {} ms: {}", pause.toMillis(), lost.getMessage());
        metrics.retried();
        var twice = pause.multipliedBy(2);
        return time.pause(pause).thenCompose(_ -> single(write, twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX));
    }
}
