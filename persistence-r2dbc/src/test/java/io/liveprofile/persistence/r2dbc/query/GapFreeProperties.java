package io.liveprofile.persistence.r2dbc.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the order in which transactions begin, write and end, and whenever the reader looks and reads. */
class GapFreeProperties {
    private static final int WRITERS = 3;

    static TestJournal journal;
    static JournalReads reads;
    static int tries;

    @BeforeContainer
    static void start() {
        journal = new TestJournal();
        reads = journal.reads(TestJournal.settings());
    }

    @AfterContainer
    static void stop() {
        journal.close();
    }

    sealed interface Step {
        /** Into the writer's own new or known id. */
        record Insert(int writer, boolean newId) implements Step {}

        record Commit(int writer) implements Step {}

        record Rollback(int writer) implements Step {}

        record Look() implements Step {}

        record Read() implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var writer = Arbitraries.integers().between(0, WRITERS - 1);
        Arbitrary<Step> insert =
                writer.flatMap(w -> Arbitraries.of(true, false).map(newId -> new Step.Insert(w, newId)));
        Arbitrary<Step> commit = writer.map(Step.Commit::new);
        Arbitrary<Step> rollback = writer.map(Step.Rollback::new);
        Arbitrary<Step> look = Arbitraries.just(new Step.Look());
        Arbitrary<Step> read = Arbitraries.just(new Step.Read());
        return Arbitraries.frequencyOf(
                        Tuple.of(5, insert),
                        Tuple.of(3, commit),
                        Tuple.of(1, rollback),
                        Tuple.of(3, look),
                        Tuple.of(3, read))
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void each_committed_row_is_read_once_and_in_order(@ForAll("steps") List<Step> steps) {
        var prefix = "try" + tries++ + "-";
        var reader = new Reader(now());
        var writers = new ArrayList<Script>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new Script(prefix + i));
        }

        for (var step : steps) {
            switch (step) {
                case Step.Insert(int writer, boolean newId) ->
                    writers.get(writer).insert(newId);
                case Step.Commit(int writer) -> writers.get(writer).end(true);
                case Step.Rollback(int writer) -> writers.get(writer).end(false);
                case Step.Look look -> reader.look();
                case Step.Read read -> reader.read();
            }
        }
        writers.forEach(Script::close);
        reader.look();
        reader.read();

        var committed = new HashMap<String, List<Long>>();
        writers.forEach(writer -> committed.putAll(writer.committed));
        assertThat(reader.seen).isEqualTo(committed);
    }

    private static Instant now() {
        return get(reads.safePoint()).at();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Reads with a page of two, as the stream does, but when it is told to. */
    private static final class Reader {
        final Map<String, List<Long>> seen = new HashMap<>();
        private Position cursor;
        private Instant safe;

        Reader(Instant start) {
            cursor = Position.before(start);
            safe = start;
        }

        void look() {
            var point = get(reads.safePoint()).upTo();
            safe = point.isAfter(safe) ? point : safe;
        }

        void read() {
            var more = true;
            while (more) {
                var found = get(reads.slicePage(TestJournal.ENTITY_TYPE, TestJournal.ALL, cursor, safe, 2));
                found.rows()
                        .forEach(row -> seen.computeIfAbsent(row.persistenceId(), id -> new ArrayList<>())
                                .add(row.sequenceNr()));
                more = found.more();
                cursor = more ? found.rows().getLast().position() : Position.before(safe);
            }
        }
    }

    /** Writes to one id at a time, and never to an id with a transaction under way elsewhere. */
    private static final class Script {
        final Map<String, List<Long>> committed = new HashMap<>();
        private final Map<String, List<Long>> open = new HashMap<>();
        private final String name;
        private final TestJournal.Writer writer = journal.writer();
        private int ids;

        Script(String name) {
            this.name = name;
        }

        void insert(boolean newId) {
            if (newId) {
                ids++;
            }
            var id = TestJournal.id(name + "-" + ids);
            var sequenceNr = committed.getOrDefault(id, List.of()).size()
                    + open.getOrDefault(id, List.of()).size()
                    + 1L;
            writer.insert(id, sequenceNr);
            open.computeIfAbsent(id, key -> new ArrayList<>()).add(sequenceNr);
        }

        void end(boolean commit) {
            if (commit) {
                writer.commit();
                open.forEach((id, entries) ->
                        committed.computeIfAbsent(id, key -> new ArrayList<>()).addAll(entries));
            } else {
                writer.rollback();
            }
            open.clear();
        }

        void close() {
            end(true);
            writer.close();
        }
    }
}
