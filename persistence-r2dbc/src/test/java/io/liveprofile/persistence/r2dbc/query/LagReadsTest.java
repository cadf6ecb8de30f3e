package io.liveprofile.persistence.r2dbc.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.persistence.r2dbc.Slices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One customer's three entries, and readers who stand before, among and behind them. */
class LagReadsTest {
    private static final String AVA = TestJournal.id("ava");
    private static final long PLENTY = 100;

    TestJournal journal;
    LagReads lags;
    List<Instant> written;

    @BeforeEach
    void write() {
        journal = new TestJournal();
        lags = new LagReads(journal.connections(), journal.tables().journal());
        LongStream.rangeClosed(1, 3).forEach(sequenceNr -> journal.write(AVA, sequenceNr));
        var reads = journal.reads(TestJournal.settings());
        written = LongStream.rangeClosed(1, 3)
                .mapToObj(sequenceNr -> reads.timestampOf(AVA, sequenceNr)
                        .toCompletableFuture()
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join()
                        .orElseThrow())
                .toList();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void each_reader_learns_what_is_before_it_in_the_order_asked() {
        assertThat(lags(PLENTY, reader(3), reader(0), reader(2)))
                .containsExactly(new Lag(Optional.empty(), 0), before(1, 3), before(3, 1));
    }

    @Test
    void counting_ends_at_the_bound() {
        assertThat(lags(2, reader(0), reader(2))).containsExactly(before(1, 2), before(3, 1));
    }

    @Test
    void the_bound_is_one_for_all_slices_together() {
        for (var name : List.of("ben", "eve", "mia")) {
            LongStream.rangeClosed(1, 2).forEach(sequenceNr -> journal.write(TestJournal.id(name), sequenceNr));
        }

        assertThat(lags(5, reader(0))).containsExactly(before(1, 5));
        assertThat(lags(PLENTY, reader(0))).containsExactly(before(1, 9));
    }

    @Test
    void other_slices_and_other_types_are_not_counted() {
        int slice = Slices.of(AVA);
        int other = (slice + 1) % Slices.COUNT;

        assertThat(lags(
                        PLENTY,
                        new ReadUpTo(TestJournal.ENTITY_TYPE, new SliceRange(slice, slice), Position.START),
                        new ReadUpTo(TestJournal.ENTITY_TYPE, new SliceRange(other, other), Position.START),
                        new ReadUpTo("Other", TestJournal.ALL, Position.START)))
                .containsExactly(before(1, 3), new Lag(Optional.empty(), 0), new Lag(Optional.empty(), 0));
    }

    @Test
    void where_nobody_reads_nothing_is_asked() {
        assertThat(lags(PLENTY)).isEmpty();
    }

    private List<Lag> lags(long entriesMax, ReadUpTo... readers) {
        return lags.of(List.of(readers), entriesMax).block(Duration.ofSeconds(20));
    }

    /** Of who has read so many. */
    private ReadUpTo reader(int entries) {
        return new ReadUpTo(
                TestJournal.ENTITY_TYPE,
                TestJournal.ALL,
                entries == 0 ? Position.START : new Position(written.get(entries - 1), entries, AVA));
    }

    private Lag before(int first, long entries) {
        return new Lag(Optional.of(written.get(first - 1)), entries);
    }
}
