package io.liveprofile.persistence.r2dbc.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.persistence.r2dbc.CommittedWrites.Watch;
import io.liveprofile.persistence.r2dbc.query.JournalRow.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SlicePagesTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LIVE = Duration.ofMillis(100);
    private static final JournalRow ROW =
            new JournalRow(1, "T", "T|1", 1, NOON.minusMillis(150), new Stored(1, "", new byte[0]), null, Set.of());

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    /** Each look reaches a second further than the one before; another reader has read up to a little before the first. */
    private static final class Shared implements SliceRows {
        private final Duration tail;
        private final List<Instant> reads = Collections.synchronizedList(new ArrayList<>());
        private int looks;

        Shared(Duration tail) {
            this.tail = tail;
        }

        @Override
        public synchronized CompletionStage<SafePoint> safePoint() {
            var at = NOON.plusSeconds(looks++);
            return CompletableFuture.completedFuture(new SafePoint(at, at));
        }

        @Override
        public CompletionStage<Found> read(Position after, Instant upTo) {
            reads.add(upTo);
            return CompletableFuture.completedFuture(
                    after.timestamp().isBefore(ROW.timestamp())
                            ? new Found(List.of(ROW), false, Position.before(upTo.minus(tail)))
                            : new Found(List.of(), false, Position.before(upTo)));
        }

        @Override
        public CompletionStage<Optional<Instant>> first(Position after, Instant upTo) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public Watch watch(Runnable nudge) {
            return () -> {};
        }
    }

    @Test
    void what_came_in_a_moment_since_another_reader_looked_is_left_for_the_next_look() throws Exception {
        var rows = new Shared(LIVE.dividedBy(4));
        var pages = pages(rows);

        assertThat(next(pages)).isEqualTo(new SlicePage(List.of(ROW), false));
        assertThat(next(pages)).isEqualTo(new SlicePage(List.of(), true));
        assertThat(rows.reads).startsWith(NOON).containsOnlyOnce(NOON);
        pages.cancel();
    }

    @Test
    void more_than_a_moment_is_read_at_once() throws Exception {
        var rows = new Shared(LIVE);
        var pages = pages(rows);

        assertThat(next(pages)).isEqualTo(new SlicePage(List.of(ROW), false));
        assertThat(next(pages)).isEqualTo(new SlicePage(List.of(), true));
        assertThat(rows.reads).containsExactly(NOON, NOON);
        pages.cancel();
    }

    private static SinkQueueWithCancel<SlicePage> pages(SliceRows rows) {
        var settings = new QuerySettings(100, 1 << 20, Duration.ofSeconds(30), LIVE);
        var start = Position.before(NOON.minusMillis(190));
        return Source.fromGraph(new SlicePages(rows, start, true, settings, Duration.ZERO))
                .runWith(Sink.queue(1), KIT.system());
    }

    private static SlicePage next(SinkQueueWithCancel<SlicePage> pages) throws Exception {
        return pages.pull().toCompletableFuture().get(10, TimeUnit.SECONDS).orElseThrow();
    }
}
