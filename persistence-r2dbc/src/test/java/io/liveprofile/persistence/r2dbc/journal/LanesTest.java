package io.liveprofile.persistence.r2dbc.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two lanes, of which the second is used once two entries wait for the first. */
class LanesTest {
    private final FakeTarget first = new FakeTarget();
    private final FakeTarget second = first.beside();
    private final GroupCommit commits = new GroupCommit(
            Stream.of(first, second)
                    .map(each -> new Lane(
                            each,
                            new Lane.Bounds(100, 1_000_000, Duration.ofSeconds(15)),
                            each,
                            new FlushMetrics(new SimpleMeterRegistry())))
                    .toList(),
            2,
            1_000);

    private CompletableFuture<Void> write(String id, long sequenceNr) {
        return commits.add(id, 1, () -> FakeTarget.write(id, sequenceNr, "w", ""))
                .toCompletableFuture();
    }

    @Test
    void few_writes_share_the_flushes_of_one_lane() {
        write("a", 1);
        write("b", 1);
        write("c", 1);

        assertThat(List.of(first.underWay(), second.underWay())).containsExactly(1, 0);

        first.answerAll();

        assertThat(first.flushSizes).containsExactly(1, 2);
        assertThat(second.flushSizes).isEmpty();
    }

    @Test
    void while_many_wait_the_second_lane_writes_too() {
        Stream.of("a", "b", "c").forEach(id -> write(id, 1));
        var written = write("d", 1);

        assertThat(second.underWay()).isEqualTo(1);

        second.answer();

        assertThat(written).isCompleted();
    }

    @Test
    void what_is_under_way_of_an_id_keeps_its_lane_however_many_wait_there() {
        Stream.of("a", "b", "c").forEach(id -> write(id, 1));
        var later = write("a", 2);

        assertThat(second.underWay()).isZero();

        first.answerAll();

        assertThat(later).isCompleted();
    }

    @Test
    void an_id_of_which_nothing_is_under_way_goes_where_there_is_room() {
        Stream.of("a", "b", "c").forEach(id -> write(id, 1));
        write("d", 1);
        second.answer();
        first.answerAll();

        write("d", 2);

        assertThat(List.of(first.underWay(), second.underWay())).containsExactly(1, 0);
    }
}
