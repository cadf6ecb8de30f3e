package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.query.R2dbcReadJournal;
import io.liveprofile.persistence.r2dbc.query.SliceRange;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Hands parked envelopes to their projections once more, by a handler of its own and on the node that was asked. */
final class Retries {
    private final R2dbcReadJournal journal;
    private final ParkedTable parked;
    private final Map<String, Handled> projections = new ConcurrentHashMap<>();

    Retries(R2dbcReadJournal journal, ParkedTable parked) {
        this.journal = journal;
        this.parked = parked;
    }

    /** How a projection of whatever event type takes in the entries of an id. */
    @FunctionalInterface
    private interface Handled {
        /** Up to which sequence number there was something to take in; empty where there was nothing. */
        Mono<Long> handle(String persistenceId, long from, Set<Long> without);
    }

    <E> void know(String projection, List<SliceRange> ranges, Function<SliceRange, Output<E>> outputs) {
        projections.put(
                projection,
                (persistenceId, from, without) -> this.<E>read(persistenceId, from, without)
                        .filter(envelopes -> !envelopes.isEmpty())
                        .flatMap(envelopes -> outputs.apply(rangeOf(persistenceId, ranges))
                                .write(envelopes, _ -> Mono.empty())
                                .thenReturn(envelopes.getLast().sequenceNr())));
    }

    private <E> Mono<List<EventEnvelope<E>>> read(String persistenceId, long from, Set<Long> without) {
        return Mono.fromCompletionStage(() -> journal.<E>envelopesOf(persistenceId, from, without));
    }

    private static SliceRange rangeOf(String persistenceId, List<SliceRange> ranges) {
        var slice = Slices.of(persistenceId);
        return ranges.stream()
                .filter(range -> range.contains(slice))
                .findFirst()
                .orElseThrow();
    }

    Mono<Boolean> retry(String projection, String persistenceId, long sequenceNr) {
        @Nullable Handled handled = projections.get(projection);
        return handled == null
                ? Mono.just(false)
                : parked.sequenceNrs(projection, persistenceId)
                        .flatMap(waiting -> waiting.contains(sequenceNr)
                                ? retry(projection, handled, persistenceId, sequenceNr, waiting)
                                : Mono.just(false));
    }

    private Mono<Boolean> retry(
            String projection, Handled handled, String persistenceId, long sequenceNr, List<Long> waiting) {
        var others = new HashSet<>(waiting);
        others.remove(sequenceNr);
        return handled.handle(persistenceId, sequenceNr, others)
                .expand(last -> handled.handle(persistenceId, last + 1, others))
                .then(parked.settled(projection, persistenceId, sequenceNr))
                .thenReturn(true)
                .onErrorResume(failure -> Outage.is(failure)
                        ? Mono.error(failure)
                        : parked.failedAgain(projection, persistenceId, sequenceNr, Failures.describe(failure))
                                .then(Mono.error(failure)));
    }
}
