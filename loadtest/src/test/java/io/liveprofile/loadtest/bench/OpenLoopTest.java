package io.liveprofile.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    @Test
    void a_stall_is_paid_for_by_every_call_that_was_due_during_it() throws Exception {
        var stalled = new CompletableFuture<String>();
        try (var later = Executors.newSingleThreadScheduledExecutor()) {
            var outcome = new OpenLoop(100, 1).run(Duration.ofMillis(500), n -> {
                if (n > 0) {
                    return CompletableFuture.completedFuture("answer");
                }
                later.schedule(() -> stalled.complete("answer"), 300, TimeUnit.MILLISECONDS);
                return stalled;
            });

            assertThat(outcome.latencies().count()).isEqualTo(50);
            assertThat(outcome.failures()).isZero();
            assertThat(outcome.latencies().millisAt(50)).isGreaterThan(20);
        }
    }

    @Test
    void failures_are_counted_and_are_no_latencies() throws Exception {
        var outcome = new OpenLoop(1_000, 10)
                .run(
                        Duration.ofMillis(10),
                        n -> n % 2 == 0
                                ? CompletableFuture.failedFuture(new IllegalStateException("refused"))
                                : CompletableFuture.completedFuture("answer"));

        assertThat(outcome.failures()).isEqualTo(5);
        assertThat(outcome.latencies().count()).isEqualTo(5);
    }

    @Test
    void a_rate_of_nothing_is_refused() {
        assertThatThrownBy(() -> new OpenLoop(0, 1)).hasMessageContaining("above zero");
        assertThatThrownBy(() -> new OpenLoop(1, 0)).hasMessageContaining("above zero");
    }
}
