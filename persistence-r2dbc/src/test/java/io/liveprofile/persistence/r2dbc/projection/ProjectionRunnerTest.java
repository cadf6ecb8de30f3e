package io.liveprofile.persistence.r2dbc.projection;

import static io.liveprofile.persistence.r2dbc.query.TestJournal.ENTITY_TYPE;
import static io.liveprofile.persistence.r2dbc.query.TestJournal.id;
import static io.liveprofile.persistence.r2dbc.query.TestJournal.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.query.Position;
import io.liveprofile.persistence.r2dbc.query.SliceRange;
import io.liveprofile.persistence.r2dbc.query.TestJournal;
import io.r2dbc.spi.Connection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Timeout(60)
class ProjectionRunnerTest {
    private static final String NAME = "copy";

    static ActorTestKit kit;

    TestJournal journal;
    Projections projections;
    ProjectionControl control;
    final List<ActorRef<ProjectionRunner.Command>> runners = new ArrayList<>();

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
        journal.run("create table copy (event text not null)");
        projections = projections();
        control = projections.control();
    }

    private Projections projections() {
        return new Projections(
                kit.system(),
                journal.queries(kit.system(), TestJournal.settings()),
                journal.connections(),
                journal.connections(),
                journal.tables(),
                TestJournal.envelopes(kit.system()),
                QuickSettings.OF_A_PROJECTION);
    }

    @AfterEach
    void close() {
        runners.forEach(this::stop);
        journal.close();
    }

    @Test
    void every_event_becomes_one_row_however_often_the_projection_is_stopped_and_started() {
        for (int round = 0; round < 3; round++) {
            var runner = run(this::copy);
            write(id("a"), round * 25 + 1, round * 25 + 25);
            write(id("b" + round), 1, 7);
            var expected = (round + 1) * 32;
            await().until(() -> copied().size() >= expected);
            stop(runner);
        }

        assertThat(copied()).hasSize(96).doesNotHaveDuplicates();
    }

    @Test
    void a_range_can_be_advanced_by_its_newest_runner_only() {
        var begun = new CompletableFuture<Void>();
        var go = new CompletableFuture<Void>();
        write(id("a"), 1, 1);
        var older = run((events, connection) -> {
            begun.complete(null);
            return Mono.fromFuture(go.copy()).then(Mono.from(copy(events, connection)));
        });
        get(begun);

        // Its claim waits for the batch under way, and everything after that is its own.
        var newer = run((events, connection) ->
                copyTexts(events.stream().map(event -> "newer " + event.event()).toList(), connection));
        go.complete(null);
        kit.createTestProbe().expectTerminated(older, Duration.ofSeconds(10));
        write(id("a"), 2, 20);

        await().until(() -> copied().size() == 20);
        assertThat(copied().getFirst()).isEqualTo(text(id("a"), 1));
        assertThat(copied().subList(1, 20)).allMatch(event -> event.startsWith("newer "));
        stop(newer);
    }

    @Test
    void a_runner_that_was_overtaken_can_not_commit() {
        write(id("a"), 1, 1);
        var offsets = new OffsetTable(journal.connections(), journal.tables());
        offsets.prepare(NAME, ENTITY_TYPE, List.of(TestJournal.ALL)).block();
        var older = offsets.claim(NAME, TestJournal.ALL, "older").block();
        offsets.claim(NAME, TestJournal.ALL, "newer").block();

        var late = Sql.inTransaction(
                        journal.connections(),
                        connection -> offsets.advance(
                                connection, older, older.position(), new Position(Instant.now(), 1, id("a")), 1))
                .materialize()
                .block();

        assertThat(late.getThrowable()).isInstanceOf(Superseded.class);
    }

    @Test
    void a_paused_projection_stands_still_until_it_is_resumed() {
        run(this::copy);
        write(id("a"), 1, 3);
        await().until(() -> copied().size() == 3);

        assertThat(get(control.pause(NAME))).isTrue();
        write(id("a"), 4, 6);
        await().untilAsserted(() ->
                assertThat(get(control.status(NAME)).getFirst().lag()).isPositive());
        assertThat(get(control.status(NAME)).getFirst().lagEntries()).isEqualTo(3);
        await().during(Duration.ofMillis(300)).until(() -> copied().size() == 3);
        assertThat(get(control.status(NAME)).getFirst().state()).isEqualTo(ProjectionStatus.State.PAUSED);

        get(control.resume(NAME));
        await().until(() -> copied().size() == 6);
        assertThat(get(control.status(NAME)).getFirst())
                .returns(ProjectionStatus.State.RUNNING, ProjectionStatus::state)
                .returns(Duration.ZERO, ProjectionStatus::lag);
    }

    @Test
    void a_reset_projection_begins_again_running_or_paused() {
        run(this::copy);
        write(id("a"), 1, 3);
        await().until(() -> copied().size() == 3);

        get(control.reset(NAME));
        await().until(() -> copied().size() == 6);

        get(control.pause(NAME));
        journal.run("truncate copy");
        get(control.reset(NAME));
        get(control.resume(NAME));
        await().until(() -> copied().size() == 3);
    }

    @Test
    void what_can_not_be_handled_is_parked_and_the_rest_goes_on() {
        write(id("a"), 1, 4);
        try (var writer = journal.writer()) {
            writer.insertUnreadable(id("a"), 5);
            writer.commit();
        }
        write(id("a"), 6, 9);

        run((events, connection) -> events.stream().anyMatch(event -> event.sequenceNr() == 3)
                ? Mono.error(new IllegalStateException("three"))
                : copy(events, connection));
        await().until(() -> copied().size() == 7);

        assertThat(copied()).doesNotHaveDuplicates();
        assertThat(get(control.parked(NAME)))
                .extracting(ParkedEnvelope::sequenceNr)
                .containsExactlyInAnyOrder(3L, 5L);
        assertThat(get(control.parked(NAME)))
                .anySatisfy(parked -> assertThat(parked.error()).contains("three"));
        assertThat(get(control.status(NAME)).getFirst().state()).isEqualTo(ProjectionStatus.State.RUNNING);
        var upTo = get(control.status(NAME)).getFirst().upTo();
        assertThat(get(control.behind(id("a"), 9, upTo))).as("3 is parked").containsExactly(NAME);
        assertThat(get(control.behind(id("a"), 2, Instant.EPOCH))).isEmpty();
        assertThat(get(control.behind(id("b"), 1, upTo.minusMillis(1)))).isEmpty();
        assertThat(get(control.behind(id("b"), 1, upTo.plusMillis(1)))).containsExactly(NAME);
    }

    @Test
    void what_was_parked_is_handled_when_it_is_retried_and_with_it_what_came_after() {
        var broken = new AtomicBoolean(true);
        var again = new CopyOnWriteArrayList<String>();
        write(id("a"), 1, 5);
        ProjectionHandler<String> handler =
                (events, connection) -> broken.get() && events.stream().anyMatch(event -> event.sequenceNr() == 3)
                        ? Mono.error(new IllegalStateException("three"))
                        : copy(events, connection);
        run(handler);
        await().until(() -> copied().size() == 4);
        projections.know(
                NAME,
                List.of(TestJournal.ALL),
                _ -> new Output.InDatabase<String>(journal.connections(), (events, connection) -> {
                    if (broken.get()) {
                        return Mono.error(new IllegalStateException("still"));
                    }
                    events.forEach(event -> again.add(event.event()));
                    return Mono.empty();
                }));

        assertThat(control.retry(NAME, id("a"), 3)).failsWithin(Duration.ofSeconds(10));
        assertThat(get(control.parked(NAME)))
                .singleElement()
                .satisfies(parked -> assertThat(parked.error()).contains("still"));
        broken.set(false);

        assertThat(get(control.retry(NAME, id("a"), 4))).isFalse();
        assertThat(get(control.retry(NAME, id("a"), 3))).isTrue();
        assertThat(again).containsExactly(text(id("a"), 3), text(id("a"), 4), text(id("a"), 5));
        assertThat(get(control.parkedCounts())).doesNotContainKey(NAME);
        assertThat(get(control.retry(NAME, id("a"), 3))).isFalse();
    }

    @Test
    void an_outage_parks_nothing_and_is_told() {
        var down = new AtomicBoolean(true);
        write(id("a"), 1, 5);

        run((events, connection) ->
                down.get() ? Mono.error(new Unreachable("unreachable", new IOException())) : copy(events, connection));
        await().untilAsserted(() -> assertThat(get(control.status(NAME)))
                .first()
                .returns(ProjectionStatus.State.FAILING, ProjectionStatus::state)
                .satisfies(status ->
                        assertThat(status.failing().orElseThrow().lastError()).contains("unreachable")));
        down.set(false);

        await().until(() -> copied().size() == 5);
        assertThat(get(control.parked(NAME))).isEmpty();
        assertThat(get(control.status(NAME)).getFirst().state()).isEqualTo(ProjectionStatus.State.RUNNING);
    }

    @Test
    void a_projection_that_can_handle_nothing_stops_parking_and_goes_on_when_it_can() {
        var broken = new AtomicBoolean(true);
        write(id("a"), 1, 30);

        run((events, connection) ->
                broken.get() ? Mono.error(new IllegalStateException("all")) : copy(events, connection));
        await().until(() -> get(control.parked(NAME)).size() == QuickSettings.OF_A_PROJECTION.parkedInARowMax());
        await().during(Duration.ofMillis(300))
                .until(() -> get(control.parked(NAME)).size() == QuickSettings.OF_A_PROJECTION.parkedInARowMax());
        broken.set(false);

        await().until(() -> copied().size() == 30 - QuickSettings.OF_A_PROJECTION.parkedInARowMax());
    }

    @Test
    void an_outside_handler_is_told_again_what_it_has_not_acknowledged() {
        var told = new CopyOnWriteArrayList<String>();
        var calls = new AtomicInteger();
        write(id("a"), 1, 5);
        OutsideHandler<String> handler = events -> {
            events.forEach(event -> told.add(event.event()));
            return calls.incrementAndGet() == 1
                    ? CompletableFuture.failedStage(new Unreachable("no answer", new IOException()))
                    : CompletableFuture.completedStage(null);
        };

        spawn(range -> new Output.Outside<>(journal.connections(), handler));
        await().until(() -> told.size() == 10);
        write(id("a"), 6, 6);

        await().until(() -> told.size() == 11);
        assertThat(told.subList(0, 5)).isEqualTo(told.subList(5, 10));
    }

    @Test
    void other_ranges_go_on_behind_the_hindmost_that_they_replace() {
        var offsets = new OffsetTable(journal.connections(), journal.tables());
        var halves = SliceRange.split(2);
        write(id("a"), 1, 3);
        var inHalf = halves.get(0).contains(Slices.of(id("a"))) ? 0 : 1;
        var runner = run(halves, halves.get(inHalf), this::copy);
        await().until(() -> copied().size() == 3);
        stop(runner);

        offsets.prepare(NAME, ENTITY_TYPE, SliceRange.split(4)).block();
        var quarters = offsets.of(NAME).block();
        offsets.prepare(NAME, ENTITY_TYPE, List.of(TestJournal.ALL)).block();
        var whole = offsets.of(NAME).block();

        var start = Position.START;
        assertThat(quarters).hasSize(4);
        assertThat(quarters.stream().filter(quarter -> quarter.position().equals(start)))
                .hasSize(2)
                .allMatch(
                        quarter -> !halves.get(inHalf).contains(quarter.range().min()));
        assertThat(whole).singleElement().returns(start, ProjectionOffset::position);
    }

    private void write(String persistenceId, int first, int last) {
        IntStream.rangeClosed(first, last).forEach(sequenceNr -> journal.write(persistenceId, sequenceNr));
        journal.nudge();
    }

    private List<String> copied() {
        return journal.column(String.class, "select event from copy order by ctid");
    }

    private Publisher<?> copy(List<EventEnvelope<String>> events, Connection connection) {
        return copyTexts(events.stream().map(EventEnvelope::event).toList(), connection);
    }

    private static Publisher<?> copyTexts(List<String> texts, Connection connection) {
        return Flux.from(connection
                        .createStatement("insert into copy select unnest($1::text[])")
                        .bind(0, texts.toArray(String[]::new))
                        .execute())
                .flatMap(result -> result.getRowsUpdated());
    }

    private ActorRef<ProjectionRunner.Command> run(ProjectionHandler<String> handler) {
        return run(List.of(TestJournal.ALL), TestJournal.ALL, handler);
    }

    private ActorRef<ProjectionRunner.Command> run(
            List<SliceRange> ranges, SliceRange range, ProjectionHandler<String> handler) {
        return spawn(ranges, range, of -> new Output.InDatabase<>(journal.connections(), handler));
    }

    private ActorRef<ProjectionRunner.Command> spawn(Function<SliceRange, Output<String>> output) {
        return spawn(List.of(TestJournal.ALL), TestJournal.ALL, output);
    }

    private ActorRef<ProjectionRunner.Command> spawn(
            List<SliceRange> ranges, SliceRange range, Function<SliceRange, Output<String>> output) {
        var runner = kit.spawn(projections.runner(NAME, ENTITY_TYPE, ranges, range, output));
        runners.add(runner);
        return runner;
    }

    private void stop(ActorRef<ProjectionRunner.Command> runner) {
        runner.tell(ProjectionRunner.Stop.INSTANCE);
        kit.createTestProbe().expectTerminated(runner, Duration.ofSeconds(10));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
