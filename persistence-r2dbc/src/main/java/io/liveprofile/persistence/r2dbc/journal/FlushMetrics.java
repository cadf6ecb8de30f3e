package io.liveprofile.persistence.r2dbc.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the journal tells of its flushes. */
final class FlushMetrics {
    private final Timer seconds;
    private final DistributionSummary entries;
    private final Counter bytes;
    private final Counter failures;
    private final Counter retries;
    private final Counter givenUp;

    FlushMetrics(MeterRegistry registry) {
        seconds = Timer.builder("live_profile_journal_flush")
                .description("How long a flush took, from the statement to its commit")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        entries = DistributionSummary.builder("live_profile_journal_flush_entries")
                .description("Entries that went in one statement")
                .register(registry);
        bytes = Counter.builder("live_profile_journal_written_bytes")
                .description("Bytes of entries written")
                .register(registry);
        failures = Counter.builder("live_profile_journal_failed_flushes")
                .description("Flushes that failed as a whole and were taken apart")
                .register(registry);
        retries = Counter.builder("live_profile_journal_retries")
                .description("Writes tried again after a lost connection")
                .register(registry);
        givenUp = Counter.builder("live_profile_journal_given_up_writes")
                .description("Writes whose writers were told of a failure after all retries")
                .register(registry);
    }

    void flushed(List<Write> writes, long nanos) {
        seconds.record(nanos, TimeUnit.NANOSECONDS);
        int rows = 0;
        long written = 0;
        for (var write : writes) {
            rows += write.entries().size();
            written += write.bytes();
        }
        entries.record(rows);
        bytes.increment(written);
    }

    void failed() {
        failures.increment();
    }

    void retried() {
        retries.increment();
    }

    void gaveUp() {
        givenUp.increment();
    }
}
