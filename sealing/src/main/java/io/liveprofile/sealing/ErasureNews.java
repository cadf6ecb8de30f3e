package io.liveprofile.sealing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Whether this node has heard lately which keys were destroyed or made anew elsewhere. It listens whenever somebody uses
 * keys and the last time was a while ago; whoever hasn't heard for too long must not trust what it remembers.
 */
final class ErasureNews {
    static final Duration LISTEN_EVERY = Duration.ofSeconds(2);
    static final Duration FRESH_MAX = Duration.ofSeconds(5);

    /** A key that was read just before it was destroyed may be remembered just after: it is told of again. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final Function<Instant, CompletionStage<Instant>> listen;
    private final LongSupplier nanos;
    private final AtomicBoolean listening = new AtomicBoolean();
    private volatile Instant heardUntil;
    private volatile long heardAtNanos;

    /** @param listen forgets what was changed since then, and tells until when that is known */
    ErasureNews(Function<Instant, CompletionStage<Instant>> listen, Instant begin, LongSupplier nanos) {
        this.listen = listen;
        this.nanos = nanos;
        this.heardUntil = begin;
        this.heardAtNanos = nanos.getAsLong();
    }

    boolean isFresh() {
        long now = nanos.getAsLong();
        long age = now - heardAtNanos;
        if (age >= LISTEN_EVERY.toNanos() && listening.compareAndSet(false, true)) {
            listen.apply(heardUntil.minus(OVERLAP)).whenComplete((until, failure) -> {
                if (failure == null) {
                    heardUntil = until;
                    heardAtNanos = now;
                }
                listening.set(false);
            });
        }
        return age < FRESH_MAX.toNanos();
    }
}
