package io.liveprofile.persistence.r2dbc.journal;

import com.typesafe.config.Config;
import io.liveprofile.persistence.r2dbc.CommittedWrites;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.liveprofile.persistence.r2dbc.recovery.Recovered;
import io.liveprofile.persistence.r2dbc.recovery.RecoveredRow;
import io.liveprofile.persistence.r2dbc.recovery.Recoveries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.apache.pekko.serialization.SerializationExtension;
import reactor.core.publisher.Mono;
import scala.concurrent.ExecutionContextExecutor;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/** Pekko's journal on PostgreSQL: keeps what each persistent actor says in order, and writes what many say at once. */
public final class R2dbcJournal extends AsyncWriteJournal {
    private final GroupCommit commits;
    private final NotBefore notBefore;
    private final Recoveries recoveries;
    private final Connections connections;
    private final JournalTable table;
    private final Entries entries;
    private final ExecutionContextExecutor dispatcher;

    public R2dbcJournal(Config config) {
        var system = Adapter.toTyped(context().system());
        var settings = JournalSettings.from(config);
        connections = Connections.get(system);
        recoveries = Recoveries.get(system);
        table = new JournalTable(connections.tables().journal());
        entries = new Entries(SerializationExtension.get(context().system()), settings.entryBytesMax());
        dispatcher = context().dispatcher();
        notBefore = new NotBefore();
        var laneConnections = IntStream.range(0, settings.lanes())
                .mapToObj(_ -> new LaneConnection(
                        connections, table, CommittedWrites.get(system), notBefore, settings.flushTimeout()))
                .toList();
        var metrics = new FlushMetrics(Metrics.globalRegistry);
        var bounds = new Lane.Bounds(settings.flushEntriesMax(), settings.flushBytesMax(), settings.retryMax());
        commits = new GroupCommit(
                laneConnections.stream()
                        .map(target -> new Lane(target, bounds, Pauses.REAL, metrics))
                        .toList(),
                settings.nextLaneFromEntries(),
                settings.queueEntriesMax());
        Gauge.builder("live_profile_journal_queued_entries", commits, GroupCommit::queuedEntries)
                .description("Entries that wait for their commit")
                .register(Metrics.globalRegistry);
        Gauge.builder("live_profile_journal_held_writes", commits, GroupCommit::heldWrites)
                .description("Writers that wait for room in the queue")
                .register(Metrics.globalRegistry);
    }

    @Override
    public void postStop() throws Exception {
        commits.close();
        super.postStop();
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        var writes = StreamSupport.stream(messages.spliterator(), false).toList();
        var persistenceId = writes.getFirst().persistenceId();
        var events = new ArrayList<PersistentRepr>();
        writes.forEach(write -> CollectionConverters.asJava(write.payload()).forEach(events::add));
        recoveries.forget(persistenceId);
        var written = commits.add(persistenceId, events.size(), () -> new Write(persistenceId, entries.of(events)));
        return FutureConverters.asScala(written.<Iterable<Optional<Exception>>>handle((_, failure) -> {
            recoveries.forget(persistenceId);
            if (failure != null) {
                throw failure instanceof CompletionException told ? told : new CompletionException(failure);
            }
            return List.of();
        }));
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        recoveries.forget(persistenceId);
        return FutureConverters.asScala(Mono.usingWhen(
                        connections.pool().create(),
                        connection -> table.deleteTo(connection, persistenceId, toSequenceNr),
                        io.r2dbc.spi.Connection::close)
                .toFuture());
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        var asker = sender();
        return FutureConverters.asScala(afterPending(persistenceId)
                .thenCompose(_ -> recoveries.entries(persistenceId, fromSequenceNr, asker))
                .thenCompose(recovered -> {
                    recovered.last().ifPresent(last -> notBefore.raise(last.at()));
                    return recovered.complete()
                            ? CompletableFuture.completedFuture(recovered.lastSequenceNr())
                            : recoveries.highest(persistenceId, fromSequenceNr);
                }));
    }

    private CompletionStage<?> afterPending(String persistenceId) {
        return commits.pending(persistenceId)
                .<CompletionStage<?>>map(pending -> pending.handle((_, _) -> {
                    recoveries.forget(persistenceId);
                    return null;
                }))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long fromSequenceNr, long toSequenceNr, long max, Consumer<PersistentRepr> replay) {
        var replayed = recoveries
                .entriesToReplay(persistenceId, fromSequenceNr)
                .thenComposeAsync(
                        recovered -> {
                            recoveries.forget(persistenceId);
                            return replay(
                                    recovered, persistenceId, new Range(fromSequenceNr, toSequenceNr, max), replay);
                        },
                        dispatcher);
        return FutureConverters.asScala(replayed);
    }

    private record Range(long from, long to, long max) {}

    private CompletionStage<Void> replay(
            Recovered recovered, String persistenceId, Range range, Consumer<PersistentRepr> replay) {
        var rest = replayPage(recovered.rows(), range, replay);
        return rest.max() == 0 || rest.from() > rest.to()
                ? CompletableFuture.completedFuture(null)
                : replayOn(persistenceId, rest, replay);
    }

    private CompletionStage<Void> replayOn(String persistenceId, Range range, Consumer<PersistentRepr> replay) {
        return recoveries
                .page(persistenceId, range.from(), range.to())
                .thenComposeAsync(
                        rows -> {
                            var rest = replayPage(rows, range, replay);
                            return rows.isEmpty() || rest.max() == 0 || rest.from() > rest.to()
                                    ? CompletableFuture.completedFuture(null)
                                    : replayOn(persistenceId, rest, replay);
                        },
                        dispatcher);
    }

    /** Answers with what is left of the range. */
    private Range replayPage(List<RecoveredRow> rows, Range range, Consumer<PersistentRepr> replay) {
        long left = range.max();
        long next = range.from();
        for (var row : rows) {
            if (left == 0 || row.sequenceNr() > range.to()) {
                break;
            }
            if (row.sequenceNr() >= range.from() && !row.deleted()) {
                replay.accept(entries.toPersistent(row));
                left--;
            }
            next = Math.max(next, row.sequenceNr() + 1);
        }
        if (!rows.isEmpty()) {
            notBefore.raise(rows.getLast().at());
        }
        return new Range(next, range.to(), left);
    }
}
