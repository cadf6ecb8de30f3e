package io.liveprofile.persistence.r2dbc.query;

import io.liveprofile.persistence.r2dbc.CommittedWrites;
import io.liveprofile.persistence.r2dbc.CommittedWrites.Watch;
import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.javadsl.EventsByPersistenceIdQuery;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.apache.pekko.persistence.query.typed.javadsl.CurrentEventsBySliceQuery;
import org.apache.pekko.persistence.query.typed.javadsl.EventTimestampQuery;
import org.apache.pekko.persistence.query.typed.javadsl.EventsBySliceQuery;
import org.apache.pekko.persistence.query.typed.javadsl.LoadEventQuery;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;

/** The queries. How slices are read without gaps is told in this module's design notes. */
public final class R2dbcReadJournal
        implements EventsBySliceQuery,
                CurrentEventsBySliceQuery,
                EventTimestampQuery,
                LoadEventQuery,
                EventsByPersistenceIdQuery,
                CurrentEventsByPersistenceIdQuery {
    public static final String IDENTIFIER = "pekko.persistence.r2dbc.query";

    private static final int PAGES_AHEAD = 1;
    static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private final JournalReads reads;
    private final Horizon horizon;
    private final Commits commits;
    private final Envelopes envelopes;
    private final QuerySettings settings;
    private final Map<Shared, SharedRows> shared = new ConcurrentHashMap<>();

    /** What those have in common who read the same pages. */
    private record Shared(String entityType, SliceRange range, int rowsMax) {}

    /** The same journal for projections, by connections of theirs. */
    public static R2dbcReadJournal forProjections(ActorSystem<?> system) {
        var settings = QuerySettings.of(system.settings().config().getConfig(IDENTIFIER));
        return over(system, Connections.get(system).projectionReads(), settings, "projections");
    }

    static R2dbcReadJournal over(
            ActorSystem<?> system, ConnectionFactory connections, QuerySettings settings, String readers) {
        var committed = CommittedWrites.get(system);
        return new R2dbcReadJournal(
                new JournalReads(connections, Connections.get(system).tables().journal(), settings),
                (range, nudge) -> committed.watch(range.min(), range.max(), nudge),
                new Envelopes(SerializationExtension.get(system.classicSystem())),
                settings,
                readers);
    }

    R2dbcReadJournal(JournalReads reads, Commits commits, Envelopes envelopes, QuerySettings settings, String readers) {
        this.reads = reads;
        var health = new HorizonHealth(readers);
        this.horizon = new Horizon(() -> reads.safePoint().thenApply(point -> {
            health.looked(point);
            return point;
        }));
        this.commits = commits;
        this.envelopes = envelopes;
        this.settings = settings;
    }

    @Override
    public <E> Source<EventEnvelope<E>, NotUsed> eventsBySlices(
            String entityType, int minSlice, int maxSlice, Offset offset) {
        return bySlices(entityType, new SliceRange(minSlice, maxSlice), offset, true);
    }

    @Override
    public <E> Source<EventEnvelope<E>, NotUsed> currentEventsBySlices(
            String entityType, int minSlice, int maxSlice, Offset offset) {
        return bySlices(entityType, new SliceRange(minSlice, maxSlice), offset, false);
    }

    private <E> Source<EventEnvelope<E>, NotUsed> bySlices(
            String entityType, SliceRange range, Offset offset, boolean live) {
        return pages(entityType, range, SeenOffsets.start(offset), live, settings)
                .statefulMapConcat(() -> {
                    var offsets = new SeenOffsets(offset);
                    return page -> page.rows().stream()
                            .filter(row -> !offsets.isSeen(row))
                            .map(row -> envelopes.<E>envelope(row, offsets.next(row)))
                            .toList();
                });
    }

    /**
     * Live, as {@link #eventsBySlices}, for who takes whole pages and reads the events itself.
     *
     * @param keptBytesMax of the rows of this range: so many are kept for the other readers of this node
     */
    public Source<SlicePage, NotUsed> slicePages(
            String entityType, SliceRange range, Position after, int rowsMax, long keptBytesMax) {
        var rows = shared.computeIfAbsent(
                new Shared(entityType, range, rowsMax),
                of -> new SharedRows(
                        (from, upTo) -> reads.slicePage(entityType, range, from, upTo, rowsMax),
                        keptBytesMax,
                        System::nanoTime));
        return pages(entityType, range, after, true, settings.withPageRowsMax(rowsMax), rows::read);
    }

    private Source<SlicePage, NotUsed> pages(
            String entityType, SliceRange range, Position after, boolean live, QuerySettings bounds) {
        return pages(
                entityType,
                range,
                after,
                live,
                bounds,
                (from, upTo) -> reads.slicePage(entityType, range, from, upTo, bounds.pageRowsMax()));
    }

    private Source<SlicePage, NotUsed> pages(
            String entityType,
            SliceRange range,
            Position after,
            boolean live,
            QuerySettings bounds,
            SharedRows.Reads pages) {
        var rows = new RangeRows(entityType, range, pages);
        return Source.fromGraph(new SlicePages(rows, after, live, bounds, phase(range)))
                .buffer(PAGES_AHEAD, OverflowStrategy.backpressure());
    }

    /** The same for all who read this range, and another one for each range. */
    private Duration phase(SliceRange range) {
        return settings.liveInterval().multipliedBy(range.min()).dividedBy(Slices.COUNT);
    }

    /** When the oldest entry after {@code after} was written, if there is one. */
    public CompletionStage<Optional<Instant>> firstAfter(String entityType, SliceRange range, Position after) {
        return reads.firstOfSlices(entityType, range, after, END_OF_TIME);
    }

    /** One page of what an id has from this sequence number on, without those that are named. */
    public <E> CompletionStage<List<EventEnvelope<E>>> envelopesOf(
            String persistenceId, long fromSequenceNr, Set<Long> without) {
        return reads.idPage(persistenceId, fromSequenceNr, Long.MAX_VALUE)
                .thenApply(rows -> rows.stream()
                        .filter(row -> !without.contains(row.sequenceNr()))
                        .map(row -> envelopes.<E>envelope(row))
                        .toList());
    }

    @Override
    public Source<org.apache.pekko.persistence.query.EventEnvelope, NotUsed> eventsByPersistenceId(
            String persistenceId, long fromSequenceNr, long toSequenceNr) {
        return new IdPages(reads, commits, settings)
                .live(persistenceId, fromSequenceNr, toSequenceNr)
                .map(this::untyped);
    }

    @Override
    public Source<org.apache.pekko.persistence.query.EventEnvelope, NotUsed> currentEventsByPersistenceId(
            String persistenceId, long fromSequenceNr, long toSequenceNr) {
        return new IdPages(reads, commits, settings)
                .current(persistenceId, fromSequenceNr, toSequenceNr)
                .map(this::untyped);
    }

    private org.apache.pekko.persistence.query.EventEnvelope untyped(JournalRow row) {
        return envelopes.untyped(row, SeenOffsets.of(row));
    }

    @Override
    public CompletionStage<Optional<Instant>> timestampOf(String persistenceId, long sequenceNr) {
        return reads.timestampOf(persistenceId, sequenceNr);
    }

    @Override
    public <E> CompletionStage<EventEnvelope<E>> loadEnvelope(String persistenceId, long sequenceNr) {
        return reads.load(persistenceId, sequenceNr)
                .thenApply(row -> row.map(found -> envelopes.<E>envelope(found))
                        .orElseThrow(() -> new NoSuchElementException(
                                "No event of " + persistenceId + " with sequence number " + sequenceNr)));
    }

    @Override
    public int sliceForPersistenceId(String persistenceId) {
        return Slices.of(persistenceId);
    }

    @Override
    public List<Pair<Integer, Integer>> sliceRanges(int numberOfRanges) {
        return SliceRange.split(numberOfRanges).stream()
                .map(range -> Pair.create(range.min(), range.max()))
                .toList();
    }

    private final class RangeRows implements SliceRows {
        private final String entityType;
        private final SliceRange range;
        private final SharedRows.Reads pages;

        RangeRows(String entityType, SliceRange range, SharedRows.Reads pages) {
            this.entityType = entityType;
            this.range = range;
            this.pages = pages;
        }

        @Override
        public CompletionStage<SafePoint> safePoint() {
            return horizon.next();
        }

        @Override
        public CompletionStage<Found> read(Position after, Instant upTo) {
            return pages.read(after, upTo);
        }

        @Override
        public CompletionStage<Optional<Instant>> first(Position after, Instant upTo) {
            return reads.firstOfSlices(entityType, range, after, upTo);
        }

        @Override
        public Watch watch(Runnable nudge) {
            return commits.watch(range, nudge);
        }
    }
}
