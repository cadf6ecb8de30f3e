package io.liveprofile.persistence.r2dbc.query;

import static io.liveprofile.persistence.r2dbc.query.TestJournal.ENTITY_TYPE;
import static io.liveprofile.persistence.r2dbc.query.TestJournal.id;
import static io.liveprofile.persistence.r2dbc.query.TestJournal.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.persistence.r2dbc.Slices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.query.NoOffset;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SliceQueriesTest {
    static ActorTestKit kit;

    TestJournal journal;
    final List<Runnable> afterwards = new ArrayList<>();

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @BeforeEach
    void open() {
        journal = new TestJournal();
    }

    @AfterEach
    void close() {
        afterwards.forEach(Runnable::run);
        await().until(() -> journal.watching() == 0);
        journal.close();
    }

    @Test
    void what_begins_first_and_commits_last_is_read_though_it_is_the_first_entry_of_its_id() {
        try (var slow = journal.writer()) {
            slow.insert(id("slow"), 1);
            journal.write(id("quick"), 1);

            var current = events(NoOffset.getInstance(), 500);
            var live = live(Duration.ofMillis(1));
            journal.awaitLook();
            journal.awaitLook();
            slow.commit();

            assertThat(texts(get(current))).containsExactly(text(id("slow"), 1), text(id("quick"), 1));
            await().untilAsserted(() -> assertThat(live).containsExactly(text(id("slow"), 1), text(id("quick"), 1)));
        }
    }

    @Test
    void rows_that_share_a_timestamp_may_lie_on_several_pages() {
        var ids = List.of(id("a"), id("b"), id("c"));
        ids.forEach(id -> journal.writeAt(Instant.parse("2026-01-01T00:00:00Z"), id, 1, 333));

        var all = get(events(NoOffset.getInstance(), 100));

        assertThat(texts(all)).hasSize(999).doesNotHaveDuplicates();
        ids.forEach(id -> assertThat(sequenceNrs(all, id))
                .isEqualTo(LongStream.rangeClosed(1, 333).boxed().toList()));
    }

    @Test
    void a_query_goes_on_exactly_behind_any_offset() {
        journal.writeAt(Instant.parse("2026-01-01T00:00:00Z"), id("a"), 1, 5);
        journal.writeAt(Instant.parse("2026-01-01T00:00:00Z"), id("b"), 1, 5);
        journal.writeAt(Instant.parse("2026-01-02T00:00:00Z"), id("a"), 6, 7);

        var all = get(events(NoOffset.getInstance(), 3));

        assertThat(all).hasSize(12);
        IntStream.range(0, all.size())
                .forEach(i -> assertThat(texts(get(events(all.get(i).offset(), 3))))
                        .isEqualTo(texts(all.subList(i + 1, all.size()))));
    }

    @Test
    void a_write_on_this_node_is_seen_without_waiting_for_the_next_poll() {
        journal.write(id("a"), 1);
        var live = live(Duration.ofHours(1));
        await().untilAsserted(() -> assertThat(live).containsExactly(text(id("a"), 1)));

        journal.write(id("a"), 2);
        journal.nudge();

        await().untilAsserted(() -> assertThat(live).containsExactly(text(id("a"), 1), text(id("a"), 2)));
    }

    @Test
    void a_write_elsewhere_is_seen_by_polling() {
        var live = live(Duration.ofMillis(20));
        await().until(() -> journal.watching() == 1);

        journal.write(id("a"), 1);

        await().untilAsserted(() -> assertThat(live).containsExactly(text(id("a"), 1)));
    }

    @Test
    void a_page_is_bounded_in_bytes_and_loses_nothing() {
        journal.writeAt(Instant.parse("2026-01-01T00:00:00Z"), id("a"), 1, 20);
        var settings = new QuerySettings(500, 25, Duration.ofMillis(20), Duration.ofMillis(1));

        var page = get(journal.reads(settings)
                .slicePage(ENTITY_TYPE, TestJournal.ALL, Position.START, Instant.parse("2026-01-02T00:00:00Z"), 500));
        var all = get(journal.queries(kit.system(), settings)
                .<String>currentEventsBySlices(ENTITY_TYPE, 0, 1023, NoOffset.getInstance())
                .runWith(Sink.seq(), kit.system()));

        assertThat(page.rows()).hasSize(3);
        assertThat(page.overflowed()).isTrue();
        assertThat(sequenceNrs(all, id("a")))
                .isEqualTo(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void years_of_silence_are_stepped_over() {
        journal.writeAt(Instant.parse("2001-01-01T00:00:00Z"), id("a"), 1, 1);
        journal.writeAt(Instant.parse("2019-06-01T00:00:00Z"), id("a"), 2, 2);
        journal.write(id("a"), 3);

        assertThat(sequenceNrs(get(events(NoOffset.getInstance(), 10)), id("a")))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void other_slices_other_types_and_deleted_entries_are_left_out() {
        journal.write(id("a"), 1);
        journal.write(id("a"), 2);
        journal.write("Order|a", 1);
        journal.run("update event_journal set entity_type = 'Order' where persistence_id = 'Order|a'");
        journal.run("update event_journal set deleted = true where persistence_id = '" + id("a") + "' and seq_nr = 1");
        var slice = Slices.of(id("a"));
        var queries = journal.queries(kit.system(), TestJournal.settings());

        var in = get(queries.<String>currentEventsBySlices(ENTITY_TYPE, slice, slice, NoOffset.getInstance())
                .runWith(Sink.seq(), kit.system()));
        var below = get(queries.<String>currentEventsBySlices(ENTITY_TYPE, 0, slice - 1, NoOffset.getInstance())
                .runWith(Sink.seq(), kit.system()));

        assertThat(texts(in)).containsExactly(text(id("a"), 2));
        assertThat(below).isEmpty();
    }

    private CompletionStage<List<EventEnvelope<String>>> events(Offset offset, int pageRows) {
        return journal.queries(kit.system(), TestJournal.settings().withPageRowsMax(pageRows))
                .<String>currentEventsBySlices(ENTITY_TYPE, 0, 1023, offset)
                .runWith(Sink.seq(), kit.system());
    }

    private List<String> live(Duration pollInterval) {
        var seen = new CopyOnWriteArrayList<String>();
        var kill = journal.queries(kit.system(), new QuerySettings(500, 8_000_000, pollInterval, Duration.ofMillis(1)))
                .<String>eventsBySlices(ENTITY_TYPE, 0, 1023, NoOffset.getInstance())
                .viaMat(KillSwitches.single(), Keep.right())
                .to(Sink.foreach(envelope -> seen.add(envelope.event())))
                .run(kit.system());
        afterwards.add(kill::shutdown);
        return seen;
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static List<String> texts(List<EventEnvelope<String>> envelopes) {
        return envelopes.stream().map(EventEnvelope::event).toList();
    }

    private static List<Long> sequenceNrs(List<EventEnvelope<String>> envelopes, String persistenceId) {
        return envelopes.stream()
                .filter(envelope -> envelope.persistenceId().equals(persistenceId))
                .map(EventEnvelope::sequenceNr)
                .toList();
    }
}
