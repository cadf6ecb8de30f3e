package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.query.Envelopes;
import io.liveprofile.persistence.r2dbc.query.JournalRow;
import io.liveprofile.persistence.r2dbc.query.Position;
import io.liveprofile.persistence.r2dbc.query.SlicePage;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One run over a slice range: from the claimed position on, batch by batch, until something fails. What to do then is the
 * runner's to decide.
 */
final class RangeRun<E> {
    private static final Logger log = LoggerFactory.getLogger(RangeRun.class);

    /** What a run needs and its successors share. */
    record Surroundings<E>(
            ConnectionFactory connections,
            OffsetTable offsets,
            ParkedTable parked,
            Output<E> output,
            Envelopes envelopes,
            RunnerMetrics metrics,
            AtomicInteger parkedInARow,
            ProjectionSettings settings) {}

    /** A page whose events have been read from their bytes, or could not be. */
    record Batch<E>(SlicePage page, Mono<List<EventEnvelope<E>>> envelopes) {}

    private final Surroundings<E> with;
    private final ProjectionOffset claimed;
    private volatile Position position;
    private volatile boolean singly;

    /** {@code singly}: the first batch goes envelope by envelope, so that only those that can't be handled are parked. */
    RangeRun(Surroundings<E> with, ProjectionOffset claimed, boolean singly) {
        this.with = with;
        this.claimed = claimed;
        this.position = claimed.position();
        this.singly = singly;
    }

    ProjectionOffset claimed() {
        return claimed;
    }

    Position position() {
        return position;
    }

    Batch<E> decode(SlicePage page) {
        try {
            return new Batch<>(
                    page, Mono.just(page.rows().stream().map(this::envelope).toList()));
        } catch (RuntimeException unreadable) {
            return new Batch<>(page, Mono.error(unreadable));
        }
    }

    CompletionStage<Done> process(Batch<E> batch) {
        var rows = batch.page().rows();
        if (rows.isEmpty()) {
            with.metrics().caughtUp();
            return Mono.just(Done.done()).toFuture();
        }
        with.metrics().behindSince(rows.getFirst().timestamp());
        var began = System.nanoTime();
        var work = singly ? oneByOne(rows) : batch.envelopes().flatMap(envelopes -> write(envelopes, rows));
        return work.doOnSuccess(done -> {
                    singly = false;
                    with.metrics().batch(Duration.ofNanos(System.nanoTime() - began), rows.size());
                    if (batch.page().caughtUp()) {
                        with.metrics().caughtUp();
                    } else {
                        with.metrics().behindSince(rows.getLast().timestamp());
                    }
                })
                .thenReturn(Done.done())
                .toFuture();
    }

    private Mono<Void> oneByOne(List<JournalRow> rows) {
        return Flux.fromIterable(rows)
                .concatMap(row -> Mono.fromCallable(() -> this.envelope(row))
                        .flatMap(envelope -> write(List.of(envelope), List.of(row)))
                        .onErrorResume(failure -> mayPark(failure) ? park(row, failure) : Mono.error(failure)))
                .then();
    }

    private Mono<Void> write(List<EventEnvelope<E>> envelopes, List<JournalRow> rows) {
        var from = position;
        var to = rows.getLast().position();
        return with.output()
                .write(envelopes, connection -> with.offsets().advance(connection, claimed, from, to, rows.size()))
                .timeout(with.settings().batchTimeout())
                .doOnSuccess(done -> {
                    position = to;
                    with.parkedInARow().set(0);
                });
    }

    private boolean mayPark(Throwable failure) {
        return !(failure instanceof Superseded)
                && !Outage.is(failure)
                && with.parkedInARow().get() < with.settings().parkedInARowMax();
    }

    private Mono<Void> park(JournalRow row, Throwable failure) {
        var from = position;
        var to = row.position();
        return Sql.inTransaction(
                        with.connections(),
                        connection -> with.offsets()
                                .advance(connection, claimed, from, to, 1)
                                .then(with.parked()
                                        .park(connection, claimed.projection(), row, Failures.describe(failure))))
                .doOnSuccess(done -> {
                    position = to;
                    with.parkedInARow().incrementAndGet();
                    with.metrics().parked();
                    log.error(
                            "Projection {} {} left aside {} sequence number {} ({}), which it could not handle",
                            claimed.projection(),
                            claimed.range(),
                            row.persistenceId(),
                            row.sequenceNr(),
                            row.timestamp(),
                            failure);
                });
    }

    private EventEnvelope<E> envelope(JournalRow row) {
        return with.envelopes().envelope(row);
    }
}
