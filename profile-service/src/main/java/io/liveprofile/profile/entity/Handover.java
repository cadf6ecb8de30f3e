package io.liveprofile.profile.entity;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Merging is observing again: what an anonymous profile has stored is told to the taker as any interaction is, in the
 * batches in which it came, each once the one before is durable there. Telling it twice is harmless.
 */
final class Handover {
    private final ActorSystem<?> system;
    private final Neighbours neighbours;
    private final CurrentEventsByPersistenceIdQuery journal;

    Handover(ActorSystem<?> system, Neighbours neighbours) {
        this.system = system;
        this.neighbours = neighbours;
        this.journal = PersistenceQuery.get(system)
                .getReadJournalFor(CurrentEventsByPersistenceIdQuery.class, "pekko.persistence.r2dbc.query");
    }

    CompletionStage<Done> run(PersistenceId giver, long sequence, CustomerId taker) {
        return journal.currentEventsByPersistenceId(giver.id(), 1, sequence)
                .collectType(org.apache.pekko.persistence.query.EventEnvelope.class)
                .filter(envelope -> envelope.event() instanceof Observed)
                .mapAsync(1, envelope -> neighbours.observe(taker, ((Observed) envelope.event()).interactions()))
                .runWith(Sink.ignore(), system);
    }
}
