package io.liveprofile.persistence.r2dbc.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.persistence.r2dbc.journal.FakeTarget.Key;
import io.liveprofile.persistence.r2dbc.journal.FlushTarget.Lost;
import io.liveprofile.persistence.r2dbc.journal.FlushTarget.Taken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.NotSerializableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupCommitTest {
    private static final int ENTRIES_MAX = 3;
    private static final int QUEUE_MAX = 6;
    private static final Duration RETRY_MAX = Duration.ofSeconds(15);

    private final FakeTarget postgres = new FakeTarget();
    private final GroupCommit commits = new GroupCommit(
            List.of(new Lane(
                    postgres,
                    new Lane.Bounds(ENTRIES_MAX, 1_000_000, RETRY_MAX),
                    postgres,
                    new FlushMetrics(new SimpleMeterRegistry()))),
            0,
            QUEUE_MAX);

    private CompletableFuture<Void> write(String id, long sequenceNr) {
        return write(id, sequenceNr, "writer-of-" + id, "");
    }

    private CompletableFuture<Void> write(String id, long sequenceNr, String writer, String manifest) {
        return commits.add(id, 1, () -> FakeTarget.write(id, sequenceNr, writer, manifest))
                .toCompletableFuture();
    }

    /** Keeps the lane busy, so that what comes next goes as one flush. */
    private void busy() {
        write("first-of-all", 1);
    }

    @Test
    void a_lone_write_is_flushed_at_once() {
        var written = write("a", 1);

        assertThat(postgres.underWay()).isEqualTo(1);
        assertThat(written).isNotDone();

        postgres.answer();

        assertThat(written).isCompleted();
    }

    @Test
    void what_comes_while_a_flush_is_out_goes_into_the_next_one() {
        busy();
        var written = List.of(write("a", 1), write("b", 1), write("c", 1));
        postgres.answerAll();

        assertThat(postgres.flushSizes).containsExactly(1, 3);
        assertThat(written).allSatisfy(each -> assertThat(each).isCompleted());
    }

    @Test
    void a_flush_carries_no_more_entries_than_its_bound() {
        busy();
        IntStream.range(0, 4).forEach(i -> write("id" + i, 1));
        postgres.answerAll();

        assertThat(postgres.flushSizes).containsExactly(1, 3, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void only_the_writer_of_the_refused_entry_fails(int refused) {
        postgres.poisonous.add("poison");
        busy();
        var written = IntStream.range(0, 3)
                .mapToObj(i -> write("id" + i, 1, "w", i == refused ? "poison" : ""))
                .toList();
        postgres.answerAll();

        for (int i = 0; i < 3; i++) {
            assertThat(written.get(i).isCompletedExceptionally()).isEqualTo(i == refused);
            assertThat(postgres.table.containsKey(new Key("id" + i, 1))).isEqualTo(i != refused);
        }
    }

    @Test
    void a_sequence_number_that_another_writer_took_fails_its_writer_alone() {
        postgres.execute(List.of(FakeTarget.write("b", 1, "somebody-else", "")));
        busy();
        var a = write("a", 1);
        var b = write("b", 1);
        var c = write("c", 1);
        postgres.answerAll();

        assertThat(a).isCompleted();
        assertThat(b.exceptionNow()).isInstanceOf(Taken.class);
        assertThat(c).isCompleted();
        assertThat(postgres.table).containsEntry(new Key("b", 1), "somebody-else");
    }

    @Test
    void what_a_writer_wanted_after_its_failed_write_is_not_written() {
        postgres.poisonous.add("poison");
        busy();
        var refused = write("a", 1, "w", "poison");
        var inTheSameFlush = write("a", 2, "w", "");
        var another = write("b", 1);
        var inTheQueue = write("a", 3, "w", "");
        postgres.answerAll();

        assertThat(List.of(refused, inTheSameFlush, inTheQueue))
                .allSatisfy(each -> assertThat(each).isCompletedExceptionally());
        assertThat(another).isCompleted();
        assertThat(postgres.table.keySet()).containsExactlyInAnyOrder(new Key("first-of-all", 1), new Key("b", 1));
    }

    @Test
    void a_flush_that_never_arrived_is_written_again() {
        busy();
        var written = List.of(write("a", 1), write("b", 1));
        postgres.answer();
        postgres.loseQuestion();
        postgres.answerAll();

        assertThat(written).allSatisfy(each -> assertThat(each).isCompleted());
        assertThat(postgres.table).hasSize(3);
    }

    @Test
    void a_commit_whose_answer_was_lost_counts_as_written() {
        busy();
        var written = List.of(write("a", 1), write("b", 1));
        postgres.answer();
        postgres.loseAnswer();
        postgres.answerAll();

        assertThat(written).allSatisfy(each -> assertThat(each).isCompleted());
        assertThat(postgres.table).hasSize(3);
    }

    @Test
    void another_writers_row_is_not_taken_for_ours_after_a_lost_answer() {
        postgres.execute(List.of(FakeTarget.write("a", 1, "somebody-else", "")));
        var written = write("a", 1);
        postgres.loseQuestion();
        postgres.answerAll();

        assertThat(written.exceptionNow()).isInstanceOf(Taken.class);
    }

    @Test
    void a_connection_that_stays_lost_is_reported_in_the_end_and_blocks_nobody_after() {
        var written = write("a", 1);
        var later = write("b", 1);
        while (!written.isDone()) {
            postgres.loseQuestion();
        }
        assertThat(written.exceptionNow()).isInstanceOf(Lost.class);
        assertThat(postgres.nanoTime()).isLessThanOrEqualTo(RETRY_MAX.toNanos());

        postgres.answerAll();

        assertThat(later).isCompleted();
        assertThat(postgres.table.keySet()).containsExactly(new Key("b", 1));
    }

    @Test
    void an_event_that_cannot_be_made_into_a_row_fails_its_writer_alone() {
        var tooLarge = commits.add("a", 1, () -> {
                    throw new IllegalArgumentException("too large");
                })
                .toCompletableFuture();
        var other = write("b", 1);
        postgres.answerAll();

        assertThat(tooLarge.exceptionNow()).hasMessage("too large");
        assertThat(other).isCompleted();
        assertThat(commits.queuedEntries()).isZero();
    }

    @Test
    void beyond_the_queue_writers_wait_with_nothing_serialized_and_lose_nothing() {
        var serialized = new ArrayList<Integer>();
        var written = IntStream.range(0, QUEUE_MAX + 3)
                .mapToObj(i -> commits.add("id" + i, 1, () -> {
                            serialized.add(i);
                            return FakeTarget.write("id" + i, 1, "w", "");
                        })
                        .toCompletableFuture())
                .toList();

        assertThat(serialized).hasSize(QUEUE_MAX);
        assertThat(commits.heldWrites()).isEqualTo(3);

        postgres.answerAll();

        assertThat(written).allSatisfy(each -> assertThat(each).isCompleted());
        assertThat(serialized)
                .isEqualTo(IntStream.range(0, QUEUE_MAX + 3).boxed().toList());
    }

    @Test
    void a_write_larger_than_the_queue_goes_alone() {
        var rows = IntStream.rangeClosed(1, QUEUE_MAX + 1)
                .mapToObj(i -> FakeTarget.write("a", i, "w", "").entries().getFirst())
                .toList();
        var written = commits.add("a", rows.size(), () -> new Write("a", rows)).toCompletableFuture();
        postgres.answerAll();

        assertThat(written).isCompleted();
    }

    @Test
    void a_write_is_pending_until_its_writer_was_told() {
        write("a", 1);

        assertThat(commits.pending("a")).isPresent();
        assertThat(commits.pending("b")).isEmpty();

        postgres.answer();

        assertThat(commits.pending("a")).isEmpty();
    }

    @Test
    void a_journal_that_stops_while_writing_answers_what_it_has_taken_first() {
        var out = write("a", 1);
        var queued = write("b", 1);
        commits.close();
        var late = write("c", 1);

        assertThat(late).isCompletedExceptionally();
        assertThat(postgres.closed).isFalse();

        postgres.answerAll();

        assertThat(List.of(out, queued)).allSatisfy(each -> assertThat(each).isCompleted());
        assertThat(postgres.closed).isTrue();
    }

    @Test
    void what_waits_is_under_way_before_the_writers_of_the_last_flush_are_told() {
        var underWayWhenTold = new CompletableFuture<Integer>();
        write("a", 1).whenComplete((_, _) -> underWayWhenTold.complete(postgres.underWay()));
        write("b", 1);
        postgres.answer();

        assertThat(underWayWhenTold).isCompletedWithValue(1);
    }

    @Test
    void an_exception_that_serialization_does_not_declare_fails_its_writer_alone() {
        var failed = commits.add("a", 1, () -> undeclared(new NotSerializableException("of this")))
                .toCompletableFuture();

        assertThat(failed.exceptionNow()).isInstanceOf(NotSerializableException.class);
        assertThat(commits.pending("a")).isEmpty();
        assertThat(commits.queuedEntries()).isZero();
    }

    @Test
    void an_id_is_pending_until_all_its_writes_are_answered() {
        write("a", 1);
        commits.add("a", 1, () -> undeclared(new NotSerializableException("of this")));

        assertThat(commits.pending("a")).isPresent();

        postgres.answerAll();

        assertThat(commits.pending("a")).isEmpty();
    }

    @Test
    void what_waits_for_room_behind_a_failed_write_of_its_actor_is_not_written() {
        postgres.poisonous.add("poison");
        busy();
        write("a", 1, "w", "poison");
        IntStream.range(0, QUEUE_MAX).forEach(i -> write("id" + i, 1));
        var held = write("a", 2, "w", "");
        assertThat(commits.heldWrites()).isPositive();
        postgres.answerAll();

        assertThat(held).isCompletedExceptionally();
        assertThat(postgres.table).doesNotContainKey(new Key("a", 2)).containsKey(new Key("id5", 1));
    }

    @Test
    void once_patience_is_over_the_rest_of_the_flush_does_not_wait_again() {
        busy();
        var written = List.of(write("a", 1), write("b", 1), write("c", 1));
        postgres.answer();
        while (!written.getFirst().isDone()) {
            postgres.loseQuestion();
        }

        assertThat(written).allSatisfy(each -> assertThat(each).isCompletedExceptionally());
        assertThat(postgres.underWay()).isZero();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> Write undeclared(Exception failure) throws E {
        throw (E) failure;
    }
}
