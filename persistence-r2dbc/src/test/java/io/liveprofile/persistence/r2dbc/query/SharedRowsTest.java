package io.liveprofile.persistence.r2dbc.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liveprofile.persistence.r2dbc.query.JournalRow.Stored;
import io.liveprofile.persistence.r2dbc.query.SliceRows.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A row each second; the answers of the journal come when the test lets them. */
class SharedRowsTest {
    private static final long PLENTY = 1_000_000;

    private record Asked(Position after, Instant upTo, CompletableFuture<Found> answer) {
        void give() {
            long from = Math.max(1, after.timestamp().getEpochSecond() + (after.sequenceNr() > 0 ? 1 : 0));
            answer.complete(new Found(
                    LongStream.range(from, upTo.getEpochSecond())
                            .mapToObj(SharedRowsTest::row)
                            .toList(),
                    false,
                    Position.before(upTo)));
        }
    }

    final List<Asked> asked = new ArrayList<>();
    long nanos;

    @Test
    void those_who_ask_at_once_share_one_read() {
        var rows = shared(PLENTY);

        var one = rows.read(Position.START, at(4));
        var other = rows.read(Position.START, at(3));
        asked.getFirst().give();

        assertThat(seconds(one)).containsExactly(1L, 2L, 3L);
        assertThat(seconds(other)).containsExactly(1L, 2L);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whoever_comes_later_reads_only_what_nobody_has_read() {
        var rows = shared(PLENTY);
        rows.read(Position.START, at(4));
        asked.getFirst().give();

        assertThat(seconds(rows.read(Position.START, at(3)))).containsExactly(1L, 2L);
        var rest = rows.read(row(2).position(), at(9));
        assertThat(seconds(rest)).containsExactly(3L);
        assertThat(asked).hasSize(1);
        var further = rows.read(get(rest).to(), at(9));

        assertThat(asked.getLast().after()).isEqualTo(Position.before(at(4)));
        asked.getLast().give();
        assertThat(seconds(further)).containsExactly(4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void what_failed_is_asked_again_by_the_next() {
        var rows = shared(PLENTY);
        var failing = rows.read(Position.START, at(3));
        asked.getFirst().answer().completeExceptionally(new IllegalStateException("lost"));
        assertThatThrownBy(() -> get(failing))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("lost");

        var again = rows.read(Position.START, at(3));
        asked.getLast().give();

        assertThat(seconds(again)).containsExactly(1L, 2L);
    }

    @Test
    void beyond_the_bound_what_was_read_first_is_forgotten() {
        var rows = shared(2_000);
        rows.read(Position.START, at(3));
        asked.getFirst().give();
        rows.read(Position.before(at(3)), at(6));
        asked.getLast().give();

        rows.read(Position.before(at(3)), at(6));
        assertThat(asked).hasSize(2);
        rows.read(Position.START, at(3));
        assertThat(asked).hasSize(3);
    }

    @Test
    void what_was_read_long_ago_is_forgotten() {
        var rows = shared(PLENTY);
        rows.read(Position.START, at(3));
        asked.getFirst().give();

        nanos += SharedRows.KEPT.toNanos();
        rows.read(Position.START, at(3));
        assertThat(asked).hasSize(1);
        nanos++;
        rows.read(Position.START, at(3));
        assertThat(asked).hasSize(2);
    }

    private SharedRows shared(long bytesMax) {
        return new SharedRows(
                (after, upTo) -> {
                    var answer = new CompletableFuture<Found>();
                    asked.add(new Asked(after, upTo, answer));
                    return answer;
                },
                bytesMax,
                () -> nanos);
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    private static JournalRow row(long second) {
        return new JournalRow(
                0, "Customer", "Customer|a", second, at(second), new Stored(0, "", new byte[100]), null, Set.of());
    }

    private static List<Long> seconds(CompletionStage<Found> found) {
        return get(found).rows().stream().map(JournalRow::sequenceNr).toList();
    }

    private static Found get(CompletionStage<Found> found) {
        return found.toCompletableFuture().join();
    }
}
