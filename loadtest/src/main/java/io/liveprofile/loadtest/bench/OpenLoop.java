package io.liveprofile.loadtest.bench;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Load at a fixed rate that doesn't wait for answers. A latency counts from when its call was due, not from when it
 * was made: a service that stalls pays for everybody whom it kept waiting.
 *
 * @param perSecond calls due each second
 * @param inFlightMax calls that may be unanswered at once; at the bound the schedule goes on and the calls fall behind
 *     it, which their latencies then show
 */
public record OpenLoop(double perSecond, int inFlightMax) {

    public record Outcome(Latencies latencies, long failures, Duration behindAtEnd) {}

    public OpenLoop {
        if (!(perSecond > 0) || inFlightMax < 1) {
            throw new IllegalArgumentException("a rate and a bound above zero are needed, not " + perSecond
                    + " a second and " + inFlightMax + " in flight");
        }
    }

    /** Makes all calls of the span, numbered from 0, and returns when the last one was answered. */
    public Outcome run(Duration span, LongFunction<? extends CompletionStage<?>> call) throws InterruptedException {
        var latencies = new Latencies();
        var failures = new AtomicLong();
        var inFlight = new Semaphore(inFlightMax);
        long calls = Math.max(1, (long) (perSecond * span.toNanos() / 1e9));
        long start = System.nanoTime();
        long due = start;
        for (long n = 0; n < calls; n++) {
            due = start + (long) (n / perSecond * 1e9);
            waitUntil(due);
            inFlight.acquire();
            long counted = due;
            call.apply(n).whenComplete((answer, failure) -> {
                if (failure == null) {
                    latencies.recordSince(counted);
                } else {
                    failures.incrementAndGet();
                }
                inFlight.release();
            });
        }
        var behind = Duration.ofNanos(Math.max(0, System.nanoTime() - due));
        inFlight.acquire(inFlightMax);
        return new Outcome(latencies, failures.get(), behind);
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
