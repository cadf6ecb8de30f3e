package io.liveprofile.persistence.r2dbc.journal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Time, as far as a lane needs it; tests have their own. */
interface Pauses {
    Pauses REAL = new Pauses() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public CompletionStage<Void> pause(Duration duration) {
            return CompletableFuture.runAsync(
                    () -> {}, CompletableFuture.delayedExecutor(duration.toNanos(), TimeUnit.NANOSECONDS));
        }
    };

    long nanoTime();

    CompletionStage<Void> pause(Duration duration);
}
