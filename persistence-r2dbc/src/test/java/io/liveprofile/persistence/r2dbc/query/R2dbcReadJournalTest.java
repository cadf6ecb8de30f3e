package io.liveprofile.persistence.r2dbc.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import io.liveprofile.persistence.r2dbc.TestConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.NoOffset;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.TimestampOffset;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Through the plugin, as applications use it. Polling is off for all practical purposes: what is seen live was told. */
@Timeout(60)
class R2dbcReadJournalTest {
    static ActorTestKit kit;
    static R2dbcReadJournal queries;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create(ConfigFactory.parseString("pekko.persistence.r2dbc.query.poll-interval = 1h")
                .withFallback(TestConfig.inNewSchema()));
        queries = PersistenceQuery.get(kit.system())
                .getReadJournalFor(R2dbcReadJournal.class, R2dbcReadJournal.IDENTIFIER);
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void what_actors_persist_on_this_node_is_seen_at_once_and_in_order() {
        var live = new CopyOnWriteArrayList<String>();
        var kill = queries.<String>eventsBySlices(Tally.ENTITY_TYPE, 0, 1023, NoOffset.getInstance())
                .filter(envelope -> envelope.persistenceId().startsWith("Tally|order"))
                .viaMat(KillSwitches.single(), Keep.right())
                .to(Sink.foreach(envelope -> live.add(envelope.event())))
                .run(kit.system());

        var written = IntStream.range(0, 20).mapToObj(i -> "order" + i).toList();
        var actors =
                written.stream().map(entity -> kit.spawn(Tally.create(entity))).toList();
        var probe = kit.<Done>createTestProbe();
        for (int round = 0; round < 25; round++) {
            actors.forEach(actor -> actor.tell(new Tally.Add(probe.getRef())));
        }
        probe.receiveSeveralMessages(500, Duration.ofSeconds(20));

        await().until(() -> live.size() == 500);
        written.forEach(entity -> assertThat(live.stream().filter(event -> event.startsWith(entity + " ")))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 25)
                        .mapToObj(n -> entity + " " + n)
                        .toList()));
        kill.shutdown();
    }

    @Test
    void a_query_for_what_is_stored_now_has_all_that_was_acknowledged() {
        var actor = kit.spawn(Tally.create("stored"));
        add(actor, 10);

        var stored = get(queries.<String>currentEventsBySlices(Tally.ENTITY_TYPE, 0, 1023, NoOffset.getInstance())
                .filter(envelope -> envelope.persistenceId().equals("Tally|stored"))
                .runWith(Sink.seq(), kit.system()));

        assertThat(stored).hasSize(10).allSatisfy(envelope -> {
            assertThat(envelope.entityType()).isEqualTo(Tally.ENTITY_TYPE);
            assertThat(envelope.slice()).isEqualTo(queries.sliceForPersistenceId("Tally|stored"));
            assertThat(((TimestampOffset) envelope.offset()).getSeen())
                    .containsEntry("Tally|stored", envelope.sequenceNr());
        });
    }

    @Test
    void one_id_is_read_from_and_to_any_number() {
        add(kit.spawn(Tally.create("one")), 7);

        assertThat(numbers(get(queries.currentEventsByPersistenceId("Tally|one", 0, Long.MAX_VALUE)
                        .runWith(Sink.seq(), kit.system()))))
                .isEqualTo(LongStream.rangeClosed(1, 7).boxed().toList());
        assertThat(numbers(get(
                        queries.currentEventsByPersistenceId("Tally|one", 3, 5).runWith(Sink.seq(), kit.system()))))
                .containsExactly(3L, 4L, 5L);
        assertThat(get(queries.currentEventsByPersistenceId("Tally|nobody", 0, 5)
                        .runWith(Sink.seq(), kit.system())))
                .isEmpty();
    }

    @Test
    void one_id_is_followed_and_left_at_the_last_number_asked_for() {
        var seen = queries.eventsByPersistenceId("Tally|followed", 0, 3).runWith(Sink.seq(), kit.system());
        var actor = kit.spawn(Tally.create("followed"));

        add(actor, 1);
        add(actor, 3);

        assertThat(numbers(get(seen))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_single_event_can_be_loaded_and_dated() throws Exception {
        var before = Instant.now().minusSeconds(60);
        add(kit.spawn(Tally.create("single")), 2);

        assertThat(get(queries.<String>loadEnvelope("Tally|single", 2)).event()).isEqualTo("single 2");
        assertThat(get(queries.timestampOf("Tally|single", 2)))
                .hasValueSatisfying(at -> assertThat(at).isAfter(before));
        assertThat(get(queries.timestampOf("Tally|single", 3))).isEmpty();
        assertThatThrownBy(() -> queries.loadEnvelope("Tally|single", 3)
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(NoSuchElementException.class);
    }

    @Test
    void ranges_cover_all_slices() {
        assertThat(queries.sliceRanges(4))
                .containsExactly(
                        Pair.create(0, 255), Pair.create(256, 511), Pair.create(512, 767), Pair.create(768, 1023));
        assertThat(queries.sliceForPersistenceId("Tally|single")).isEqualTo(Math.abs("Tally|single".hashCode() % 1024));
    }

    private static void add(ActorRef<Tally.Add> actor, int times) {
        var probe = kit.<Done>createTestProbe();
        for (int i = 0; i < times; i++) {
            actor.tell(new Tally.Add(probe.getRef()));
        }
        probe.receiveSeveralMessages(times, Duration.ofSeconds(10));
    }

    private static List<Long> numbers(List<EventEnvelope> envelopes) {
        return envelopes.stream().map(EventEnvelope::sequenceNr).toList();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
