package io.liveprofile.profile.entity;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Decided;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Inherited;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.LookedAgain;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.liveprofile.profile.domain.ProfileEvent.Reviewed;
import io.liveprofile.profile.entity.Command.Verdicts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    CompletionStage<Done> run(PersistenceId giver, Giving.Entries held, CustomerId taker) {
        return journal.currentEventsByPersistenceId(giver.id(), held.begin() + 1, held.last())
                .collectType(org.apache.pekko.persistence.query.EventEnvelope.class)
                .mapAsync(1, envelope -> tell(taker, (ProfileEvent) envelope.event()))
                .runWith(Sink.ignore(), system);
    }

    /** What was thought of the giver is not handed over: the taker is judged by what both did. */
    private CompletionStage<Done> tell(CustomerId taker, ProfileEvent event) {
        return switch (event) {
            case Observed observed -> done(neighbours.observe(taker, observed.interactions()));
            case Decided(var decision, var _) -> done(neighbours.inherit(taker, List.of(decision), List.of()));
            case Reviewed(var review, var _) -> done(neighbours.inherit(taker, List.of(), List.of(review)));
            case LookedAgain _, Inherited _, Linked _, MergedAway _, Erased _, Reopened _ ->
                CompletableFuture.completedStage(Done.getInstance());
        };
    }

    private static CompletionStage<Done> done(CompletionStage<Verdicts> answer) {
        return answer.thenApply(verdicts -> Done.getInstance());
    }
}
