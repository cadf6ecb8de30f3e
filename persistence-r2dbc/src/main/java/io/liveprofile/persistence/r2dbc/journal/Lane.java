package io.liveprofile.persistence.r2dbc.journal;

import io.liveprofile.persistence.r2dbc.journal.FlushTarget.Lost;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One connection's queue. What waits while a flush is out goes as the next one, at once and as one statement: no timer,
 * no lingering, and no two flushes of one persistence id at a time, since all that is under way of an id has one lane.
 *
 * <p>A flush that fails says only that something in it was wrong; {@link OneByOne} then finds out what.
 */
final class Lane {
    /** What a flush may carry, and how long a lost connection is waited for. */
    record Bounds(int entriesMax, int bytesMax, Duration retryMax) {}

    private final FlushTarget target;
    private final Bounds bounds;
    private final Pauses time;
    private final FlushMetrics metrics;
    private final ArrayDeque<Write> waiting = new ArrayDeque<>();
    private int waitingEntries;
    private boolean flushing;
    private boolean closed;

    Lane(FlushTarget target, Bounds bounds, Pauses time, FlushMetrics metrics) {
        this.target = target;
        this.bounds = bounds;
        this.time = time;
        this.metrics = metrics;
    }

    void add(Write write) {
        boolean refused;
        synchronized (this) {
            refused = closed;
            if (!refused) {
                waiting.add(write);
                waitingEntries += write.entries().size();
                if (flushing) {
                    return;
                }
                flushing = true;
            }
        }
        if (refused) {
            write.written().completeExceptionally(new IllegalStateException("the journal is stopping"));
        } else {
            flushAll();
        }
    }

    /** Behind the flush that is out. */
    synchronized int waitingEntries() {
        return waitingEntries;
    }

    /** Ends once every write has had its answer. */
    void close() {
        synchronized (this) {
            closed = true;
            if (flushing) {
                return;
            }
        }
        target.close();
    }

    /** A loop, so that a target that answers on the spot doesn't deepen the stack; else it goes on when the answer comes. */
    private void flushAll() {
        for (var batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
            var flushed = batch;
            long begun = time.nanoTime();
            var answer = Answers.of(() -> target.flush(flushed));
            if (!answer.isDone()) {
                answer.whenComplete((_, failure) -> goOn(flushed, begun, failure));
                return;
            }
            var settled = settle(flushed, begun, answer.isCompletedExceptionally() ? answer.exceptionNow() : null);
            if (!settled.isDone()) {
                settled.whenComplete((_, _) -> flushAll());
                return;
            }
        }
    }

    /** What waits is under way before those of the last flush are told: telling many takes a while. */
    private void goOn(List<Write> batch, long begun, @Nullable Throwable failure) {
        if (failure == null) {
            flushAll();
            settle(batch, begun, null);
        } else {
            settle(batch, begun, failure).whenComplete((_, _) -> flushAll());
        }
    }

    private CompletableFuture<Void> settle(List<Write> batch, long begun, @Nullable Throwable failure) {
        if (failure == null) {
            metrics.flushed(batch, time.nanoTime() - begun);
            batch.forEach(write -> write.written().complete(null));
            return CompletableFuture.completedFuture(null);
        }
        metrics.failed();
        long deadline = begun + bounds.retryMax().toNanos();
        return OneByOne.tell(
                target,
                time,
                metrics,
                batch,
                Answers.cause(failure) instanceof Lost,
                deadline,
                failed -> overtaken(batch, failed));
    }

    private List<Write> nextBatch() {
        var batch = new ArrayList<Write>();
        boolean close;
        synchronized (this) {
            int entries = 0;
            int bytes = 0;
            while (!waiting.isEmpty()) {
                var next = waiting.peek();
                entries += next.entries().size();
                bytes += next.bytes();
                if (!batch.isEmpty() && (entries > bounds.entriesMax() || bytes > bounds.bytesMax())) {
                    break;
                }
                batch.add(waiting.poll());
                waitingEntries -= next.entries().size();
            }
            flushing = !batch.isEmpty();
            close = batch.isEmpty() && closed;
        }
        if (close) {
            target.close();
        }
        return batch;
    }

    /** What the same writer wanted written after this must not be: it would leave a gap. */
    private void overtaken(List<Write> sameFlush, Write failed) {
        var followers = new ArrayList<Write>();
        synchronized (this) {
            waiting.removeIf(write -> write.follows(failed) && followers.add(write));
            followers.forEach(write -> waitingEntries -= write.entries().size());
        }
        sameFlush.stream()
                .filter(write -> !write.written().isDone() && write.follows(failed))
                .forEach(followers::add);
        followers.forEach(write -> write.written()
                .completeExceptionally(new IllegalStateException(
                        "an earlier write of " + failed.persistenceId() + " failed, so that this one isn't tried")));
    }
}
