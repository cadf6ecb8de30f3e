package io.liveprofile.persistence.r2dbc.projection;

import static io.liveprofile.persistence.r2dbc.query.TestJournal.ENTITY_TYPE;
import static io.liveprofile.persistence.r2dbc.query.TestJournal.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.persistence.r2dbc.query.SliceRange;
import io.liveprofile.persistence.r2dbc.query.TestJournal;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

@Timeout(60)
class RebuildTest {
    private static final String NAME = "copy";
    private static final int RANGES = 2;

    static ActorTestKit kit;

    TestJournal journal;
    Projections projections;
    ProjectionControl control;
    ReadModel model;
    final List<ActorRef<ProjectionRunner.Command>> runners = new ArrayList<>();
    final AtomicInteger written = new AtomicInteger();

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
        projections = new Projections(
                kit.system(),
                journal.queries(kit.system(), TestJournal.settings()),
                journal.connections(),
                journal.connections(),
                journal.tables(),
                TestJournal.envelopes(kit.system()),
                QuickSettings.OF_A_PROJECTION);
        control = projections.control();
        model = new ReadModel(
                NAME,
                List.of(new ModelTable(
                        journal.schema(),
                        "copy",
                        "What was told, it's said",
                        List.of(
                                new ModelTable.Column("id", "text not null", "Whose"),
                                new ModelTable.Column("nr", "bigint not null", "Which"),
                                new ModelTable.Column("event", "text", "What")),
                        List.of("primary key (id, nr)"),
                        List.of("(event)"))));
        projections.define(model);
    }

    @AfterEach
    void close() {
        runners.forEach(runner -> runner.tell(ProjectionRunner.Stop.INSTANCE));
        journal.run("drop table if exists " + table().behind(1) + ", " + table().behind(2) + " cascade");
        journal.close();
    }

    @Test
    void the_next_tables_take_over_with_the_same_rows_while_entries_come_in_and_nobody_sees_less() throws Exception {
        live();
        write(200);
        await().until(() -> rows().size() == 200);
        // A row that a mistake of an earlier release has left.
        journal.run("insert into " + table().view() + " values ('nobody', 1, 'wrong')");
        var rebuilder = kit.spawn(rebuilder(Duration.ZERO));
        var rebuilt = new AtomicBoolean();
        var reader = Thread.ofVirtual().start(() -> {
            int seen = 200;
            while (!rebuilt.get()) {
                int now = rows().size();
                assertThat(now).isGreaterThanOrEqualTo(seen - 1);
                seen = now;
            }
        });

        assertThat(get(control.rebuild(NAME))).isEqualTo(RebuildAnswer.BEGUN);
        assertThat(get(control.rebuild(NAME))).isEqualTo(RebuildAnswer.ALREADY);
        while (get(control.rebuilding(NAME)).isPresent()) {
            write(5);
        }
        write(5);
        rebuilt.set(true);
        reader.join();

        await().untilAsserted(() -> assertThat(rows()).hasSize(written.get()).doesNotContain("nobody 1 wrong"));
        assertThat(journal.column(String.class, "select to_regclass('" + table().behind(1) + "')::text"))
                .containsOnlyNulls();
        assertThat(get(control.status(NAME + ".next"))).isEmpty();
        assertThat(comments()).containsExactly("What was told, it's said", "Whose", "Which", "What");
        kit.stop(rebuilder);
    }

    @Test
    void another_node_goes_on_where_the_one_that_died_was() {
        live();
        write(100);
        var first = kit.spawn(rebuilder(Duration.ofMillis(100)));
        get(control.rebuild(NAME));
        await().until(() -> next() >= 10);
        kit.stop(first);
        int behind = next();
        await().untilAsserted(() -> assertThat(get(control.rebuilding(NAME)))
                .hasValueSatisfying(told -> assertThat(told)
                        .returns(100L, RebuildStatus::entries)
                        .returns(100L - next(), RebuildStatus::missing)));

        var second = kit.spawn(rebuilder(Duration.ZERO));

        await().until(() -> get(control.rebuilding(NAME)).isEmpty());
        assertThat(behind).isLessThan(100);
        assertThat(handled.get()).isLessThan(100 + 2 * QuickSettings.OF_A_PROJECTION.batchMax() * RANGES);
        assertThat(rows()).hasSize(100);
        kit.stop(second);
    }

    @Test
    void what_was_begun_can_be_given_up_and_begun_again() {
        live();
        write(20);
        var rebuilder = kit.spawn(rebuilder(Duration.ofSeconds(3)));
        get(control.rebuild(NAME));
        await().until(() -> !get(control.status(NAME + ".next")).isEmpty());

        assertThat(get(control.cancelRebuild(NAME))).isTrue();
        assertThat(get(control.cancelRebuild(NAME))).isFalse();
        assertThat(get(control.rebuilding(NAME))).isEmpty();
        kit.stop(rebuilder);
        var another = kit.spawn(rebuilder(Duration.ZERO));
        assertThat(get(control.rebuild(NAME))).isEqualTo(RebuildAnswer.BEGUN);

        await().until(() -> get(control.rebuilding(NAME)).isEmpty());
        assertThat(rows()).hasSize(20);
        assertThat(get(control.rebuild("none"))).isEqualTo(RebuildAnswer.UNKNOWN);
        kit.stop(another);
    }

    @Test
    void a_column_that_a_release_adds_comes_to_the_table_that_is_there() {
        live();
        write(3);
        await().until(() -> rows().size() == 3);
        var columns = new ArrayList<>(table().columns());
        columns.add(new ModelTable.Column("more", "int not null default 7", "More"));

        projections.define(new ReadModel(
                NAME,
                List.of(new ModelTable(
                        table().schema(), "copy", "Said anew", columns, table().constraints(), table().indexes()))));

        assertThat(journal.column(Integer.class, "select more from " + table().view()))
                .containsExactly(7, 7, 7);
        assertThat(comments()).contains("Said anew", "More");
    }

    @Test
    void nodes_that_start_at_once_make_the_schema_of_several_models_once() throws Exception {
        var shared = "shared_" + UUID.randomUUID().toString().replace("-", "");
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var defined = IntStream.range(0, 4)
                    .mapToObj(i -> nodes.submit(() -> projections.define(new ReadModel(
                            shared + i,
                            List.of(new ModelTable(
                                    shared, "copy" + i, "One of them", table().columns(), List.of(), List.of()))))))
                    .toList();

            for (var each : defined) {
                each.get();
            }
        }

        assertThat(journal.column(
                        String.class, "select viewname::text from pg_views where schemaname = '" + shared + "'"))
                .containsExactlyInAnyOrder("copy0", "copy1", "copy2", "copy3");
        journal.run("drop schema " + shared + " cascade");
        for (int i = 0; i < 4; i++) {
            journal.run("drop table " + ModelTable.BEHIND + "." + shared + "_copy" + i + "_1");
        }
    }

    private final AtomicInteger handled = new AtomicInteger();

    private org.apache.pekko.actor.typed.Behavior<RebuildRunner.Command> rebuilder(Duration each) {
        return projections.<String>rebuilder(model, ENTITY_TYPE, RANGES, names -> (events, connection) -> {
            handled.addAndGet(events.size());
            return Flux.from(insert(names, events, connection)).delaySubscription(each);
        });
    }

    private void live() {
        var ranges = SliceRange.split(RANGES);
        for (var range : ranges) {
            runners.add(kit.spawn(projections.<String>runner(
                    NAME,
                    ENTITY_TYPE,
                    ranges,
                    range,
                    _ -> new Output.InDatabase<>(
                            journal.connections(),
                            (events, connection) -> insert(ModelTable::view, events, connection)))));
        }
        await().until(() -> get(control.status(NAME)).size() == RANGES);
    }

    private Publisher<?> insert(ReadModel.Names names, List<EventEnvelope<String>> events, Connection connection) {
        return Flux.fromIterable(events)
                .concatMap(event -> Sql.update(
                        connection,
                        "insert into " + names.of(table()) + " as known values ($1, $2, $3)"
                                + " on conflict (id, nr) do update set event = excluded.event where known.nr < 0",
                        event.persistenceId(),
                        event.sequenceNr(),
                        event.event()));
    }

    private void write(int count) {
        IntStream.range(0, count).forEach(_ -> journal.write(id("c" + written.incrementAndGet()), 1));
        journal.nudge();
    }

    private List<String> rows() {
        return journal.column(String.class, "select concat_ws(' ', id, nr, event) from " + table().view());
    }

    private int next() {
        return journal.column(Integer.class, "select count(*)::int from " + table().behind(2))
                .getFirst();
    }

    private List<String> comments() {
        return journal.column(
                String.class,
                "select description from pg_description where objoid = '" + table().view()
                        + "'::regclass order by objsubid");
    }

    private ModelTable table() {
        return model.tables().getFirst();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
