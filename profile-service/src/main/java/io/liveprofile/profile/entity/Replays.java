package io.liveprofile.profile.entity;

import io.liveprofile.profile.Overloaded;
import io.liveprofile.profile.domain.CustomerId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Customers' journals, read beside their actors: so many at once on a node, so that whoever looks at the past takes
 * neither the database nor the processors from those who ask for the present.
 */
final class Replays {
    private final ActorSystem<?> system;
    private final CurrentEventsByPersistenceIdQuery journal;
    private final Settings settings;
    private final BoundedSourceQueue<Supplier<CompletionStage<Done>>> waiting;

    /**
     * @param max at once
     * @param waitingMax that wait for one of these to end
     * @param timeout of one, from when it begins
     */
    record Settings(int max, int waitingMax, Duration timeout) {}

    Replays(ActorSystem<?> system, Settings settings) {
        this.system = system;
        this.settings = settings;
        this.journal = PersistenceQuery.get(system)
                .getReadJournalFor(CurrentEventsByPersistenceIdQuery.class, "pekko.persistence.r2dbc.query");
        this.waiting = Source.<Supplier<CompletionStage<Done>>>queue(settings.waitingMax())
                .mapAsyncUnordered(settings.max(), Supplier::get)
                .to(Sink.ignore())
                .run(system);
    }

    /** The sink may stop early. Fails with {@link Overloaded} at the bound. */
    <T> CompletionStage<T> run(
            CustomerId id, long fromSequence, long toSequence, Sink<EventEnvelope, CompletionStage<T>> sink) {
        var result = new CompletableFuture<T>();
        var offered = waiting.offer(() -> {
            if (!result.isDone()) {
                entries(id, fromSequence, toSequence).runWith(sink, system).whenComplete((value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
            }
            return result.handle((_, _) -> Done.getInstance());
        });
        if (offered != QueueOfferResult.enqueued()) {
            result.completeExceptionally(new Overloaded("as many journals wait to be read as may"));
        }
        return result;
    }

    private Source<EventEnvelope, NotUsed> entries(CustomerId id, long fromSequence, long toSequence) {
        return journal.currentEventsByPersistenceId(
                        PersistenceId.of(CustomerEntity.TYPE.name(), id.escaped())
                                .id(),
                        fromSequence,
                        toSequence)
                .completionTimeout(settings.timeout());
    }
}
