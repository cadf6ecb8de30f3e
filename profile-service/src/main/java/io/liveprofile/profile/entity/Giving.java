package io.liveprofile.profile.entity;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.entity.Command.AskAgain;
import io.liveprofile.profile.entity.Command.Await;
import io.liveprofile.profile.entity.Command.Decide;
import io.liveprofile.profile.entity.Command.Erase;
import io.liveprofile.profile.entity.Command.Give;
import io.liveprofile.profile.entity.Command.Given;
import io.liveprofile.profile.entity.Command.HandedOver;
import io.liveprofile.profile.entity.Command.HistoryRead;
import io.liveprofile.profile.entity.Command.HistoryUnreadable;
import io.liveprofile.profile.entity.Command.Inherit;
import io.liveprofile.profile.entity.Command.LookAgain;
import io.liveprofile.profile.entity.Command.NextLook;
import io.liveprofile.profile.entity.Command.Observe;
import io.liveprofile.profile.entity.Command.OfOwnJournal;
import io.liveprofile.profile.entity.Command.Read;
import io.liveprofile.profile.entity.Command.ReviewSignal;
import io.liveprofile.profile.entity.Command.Subscribe;
import io.liveprofile.profile.entity.Command.Unsubscribe;
import io.liveprofile.profile.entity.Command.WaitedOut;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.PersistenceId;

/** An anonymous profile that has merged: whatever reaches it is for the one that took it, and is answered there. */
final class Giving {
    private final CustomerId id;
    private final PersistenceId persistenceId;
    private final ActorContext<Command> context;
    private final Runnable passivate;
    private final Neighbours neighbours;
    private final Handover handover;

    /**
     * What of the journal is this profile's.
     *
     * @param begin of the entry with which it began anew, 0 where it never did
     * @param last of the newest entry
     */
    record Entries(long begin, long last) {}

    /** One handover at a time: whoever asks meanwhile asks again. */
    private boolean handingOver;

    Giving(
            CustomerId id,
            PersistenceId persistenceId,
            ActorContext<Command> context,
            Runnable passivate,
            Neighbours neighbours,
            Handover handover) {
        this.id = id;
        this.persistenceId = persistenceId;
        this.context = context;
        this.passivate = passivate;
        this.neighbours = neighbours;
        this.handover = handover;
    }

    void onCommand(CustomerId into, Entries held, Command command) {
        switch (command) {
            case Observe observe -> neighbours.tell(into, observe);
            case HistoryRead read -> neighbours.tell(into, read.waiting());
            case Read(var requested, var replyTo) ->
                neighbours.tell(into, new Read(Optional.of(requested.orElse(id)), replyTo));
            case Await await -> forward(into, await);
            case Subscribe(var requested, var subscriber) ->
                neighbours.tell(into, new Subscribe(Optional.of(requested.orElse(id)), subscriber));
            case Decide _, ReviewSignal _, Inherit _, Erase _ -> neighbours.tell(into, command);
            case LookAgain look -> look.replyTo().tell(new NextLook(Optional.empty(), ""));
            case Give(var taker) -> {
                if (taker.equals(into)) {
                    handOver(taker, held);
                } else {
                    neighbours.tell(taker, new Given(id, Link.Outcome.SHARED));
                }
            }
            case HandedOver(var taker, var failure) -> handedOver(taker, failure);
            case HistoryUnreadable _, Given _, AskAgain _, WaitedOut _, Unsubscribe _, OfOwnJournal _ -> {}
        }
    }

    void forward(CustomerId into, Await await) {
        neighbours.tell(
                into,
                new Await(
                        Optional.of(await.requestedId().orElse(id)),
                        await.after(),
                        await.waitMillis(),
                        await.replyTo()));
    }

    /** That it has merged is in the journal; where nothing is before it, there is nothing to hand over. */
    void handOver(CustomerId taker, Entries held) {
        if (held.last() == held.begin() + 1) {
            handedOver(taker, Optional.empty());
        } else if (!handingOver) {
            handingOver = true;
            context.pipeToSelf(
                    handover.run(persistenceId, held, taker),
                    (done, failure) -> new HandedOver(taker, Optional.ofNullable(failure)));
        }
    }

    private void handedOver(CustomerId taker, Optional<Throwable> failure) {
        handingOver = false;
        if (failure.isPresent()) {
            context.getLog().warn("{} couldn't give to {} and will be asked again", id, taker, failure.get());
        } else {
            neighbours.tell(taker, new Given(id, Link.Outcome.MERGED));
            passivate.run();
        }
    }
}
