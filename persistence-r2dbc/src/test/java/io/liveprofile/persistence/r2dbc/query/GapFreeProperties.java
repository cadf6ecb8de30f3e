package io.liveprofile.persistence.r2dbc.query;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever the order in which transactions begin, write and end, whenever each reader looks and reads, and whatever they find
 * that another has read before.
 */
class GapFreeProperties {
    private static final int WRITERS = 3;
    private static final int READERS = 2;

    /** Of a handful of rows: what was kept is also forgotten. */
    private static final long KEPT_BYTES_MAX = 2_000;

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

        record Look(int reader) implements Step {}

        record Read(int reader) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var writer = Arbitraries.integers().between(0, WRITERS - 1);
        Arbitrary<Step> insert =
                writer.flatMap(w -> Arbitraries.of(true, false).map(newId -> new Step.Insert(w, newId)));
        Arbitrary<Step> commit = writer.map(Step.Commit::new);
        Arbitrary<Step> rollback = writer.map(Step.Rollback::new);
        var reader = Arbitraries.integers().between(0, READERS - 1);
        Arbitrary<Step> look = reader.map(Step.Look::new);
        Arbitrary<Step> read = reader.map(Step.Read::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(5, insert),
                        Tuple.of(3, commit),
                        Tuple.of(1, rollback),
                        Tuple.of(3, look),
                        Tuple.of(5, read))
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void each_committed_row_is_read_once_and_in_order_by_each_reader(@ForAll("steps") List<Step> steps) {
        var prefix = "try" + tries++ + "-";
        var shared = new SharedRows(
                (after, upTo) -> reads.slicePage(TestJournal.ENTITY_TYPE, TestJournal.ALL, after, upTo, 2),
                KEPT_BYTES_MAX,
                System::nanoTime);
        var start = Position.before(now());
        var readers =
                Stream.generate(() -> new Reader(shared, start)).limit(READERS).toList();
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
                case Step.Look(int reader) -> readers.get(reader).look();
                case Step.Read(int reader) -> readers.get(reader).read();
            }
        }
        writers.forEach(Script::close);
        readers.forEach(Reader::readAll);

        var committed = new HashMap<String, List<Long>>();
        writers.forEach(writer -> committed.putAll(writer.committed));
        assertThat(readers).extracting(Reader::seen).containsOnly(committed);
        var all = readers.getFirst().rows;
        for (int after = 0; after < all.size(); after++) {
            assertThat(readBehind(all.get(after), shared)).isEqualTo(positions(all.subList(after + 1, all.size())));
        }
    }

    /** By one who begins in the midst of what others have read. */
    private static List<Position> readBehind(JournalRow row, SharedRows shared) {
        var late = new Reader(shared, row.position());
        late.readAll();
        return positions(late.rows);
    }

    private static List<Position> positions(List<JournalRow> rows) {
        return rows.stream().map(JournalRow::position).toList();
    }

    private static Instant now() {
        return get(reads.safePoint()).at();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Reads with a page of two, as the stream does, but when it is told to. */
    private static final class Reader {
        final List<JournalRow> rows = new ArrayList<>();
        private final SharedRows shared;
        private Position cursor;
        private Instant safe;

        Reader(SharedRows shared, Position start) {
            this.shared = shared;
            cursor = start;
            safe = start.timestamp();
        }

        Map<String, List<Long>> seen() {
            return rows.stream()
                    .collect(groupingBy(JournalRow::persistenceId, mapping(JournalRow::sequenceNr, toList())));
        }

        void look() {
            var point = get(reads.safePoint()).upTo();
            safe = point.isAfter(safe) ? point : safe;
        }

        void read() {
            if (cursor.timestamp().isBefore(safe)) {
                var found = get(shared.read(cursor, safe));
                rows.addAll(found.rows());
                cursor = found.to();
            }
        }

        void readAll() {
            look();
            while (cursor.timestamp().isBefore(safe)) {
                read();
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
