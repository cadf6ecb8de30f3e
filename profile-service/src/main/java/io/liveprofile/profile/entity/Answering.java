package io.liveprofile.profile.entity;

import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.entity.Command.Await;
import io.liveprofile.profile.entity.Command.Awaited;
import io.liveprofile.profile.entity.Command.Read;
import io.liveprofile.profile.entity.Command.Reading;
import io.liveprofile.profile.entity.Command.Subscribe;
import io.liveprofile.profile.entity.Command.Unsubscribe;
import io.liveprofile.profile.entity.Command.WaitedOut;
import io.liveprofile.profile.entity.News.Standing;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Whoever wants to know how one customer stands: now, once something is in, or at every change. */
final class Answering {
    private final CustomerId id;
    private final ActorContext<Command> context;
    private final LongSupplier sequence;
    private final Runnable neverSeen;
    private final Waiting waiting;
    private final Subscribers subscribers = new Subscribers();
    private final LiveStates.Place place;

    /**
     * @param sequence of the last entry in the journal
     * @param neverSeen is run where somebody asks for a customer without any
     */
    Answering(
            CustomerId id,
            LiveStates live,
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            LongSupplier sequence,
            Runnable neverSeen) {
        this.id = id;
        this.context = context;
        this.sequence = sequence;
        this.neverSeen = neverSeen;
        this.waiting = new Waiting(timers);
        this.place = live.enter(id);
    }

    void onCommand(Profile profile, Command.Asking command) {
        switch (command) {
            case Read(var requestedId, var replyTo) -> {
                if (sequence.getAsLong() == 0) {
                    neverSeen.run();
                }
                replyTo.tell(reading(profile, requestedId));
            }
            case Await await -> onAwait(profile, await);
            case WaitedOut(var await) -> {
                if (waiting.isOver(await)) {
                    answer(profile, await, false);
                }
            }
            case Subscribe subscribe -> onSubscribe(profile, subscribe);
            case Unsubscribe(var subscriber) -> subscribers.remove(subscriber);
        }
    }

    private Reading reading(Profile profile, Optional<CustomerId> requestedId) {
        return new Reading(live(profile, requestedId.orElse(id)));
    }

    private Optional<LiveProfile> live(Profile profile, CustomerId requestedId) {
        return LiveProfile.of(id, requestedId, sequence.getAsLong(), profile);
    }

    private void onAwait(Profile profile, Await await) {
        boolean isIn = waiting.isIn(profile, await.after());
        if (isIn || !waiting.add(await)) {
            answer(profile, await, isIn);
        }
    }

    private void answer(Profile profile, Await await, boolean isIn) {
        await.replyTo().tell(new Awaited(reading(profile, await.requestedId()), isIn));
    }

    private void onSubscribe(Profile profile, Subscribe subscribe) {
        var subscriber = subscribe.subscriber();
        boolean isNew = !subscribers.has(subscriber);
        boolean accepted = subscribers.add(subscriber, subscribe.requestedId());
        if (isNew && accepted) {
            context.watchWith(subscriber, new Unsubscribe(subscriber));
        }
        subscriber.tell(new Standing(reading(profile, subscribe.requestedId()), accepted));
    }

    /** As the journal has it; it is this customer's own. */
    void recovered(Profile profile) {
        place.show(live(profile, id));
    }

    /** Something is about to be written, and known to whoever reads the journal before it is known here. */
    void storing() {
        place.hide();
    }

    /** The profile has changed. */
    void stored(Profile after) {
        place.show(live(after, id));
        subscribers.tell(requestedId -> reading(after, requestedId));
    }

    /** These are in, new or not. */
    void told(Profile after, List<Interaction> interactions) {
        waiting.told(after, interactions, reader -> answer(after, reader, true));
    }

    /** Whoever waits here waits elsewhere from now on. */
    void moved(Consumer<Await> elsewhere) {
        waiting.all().forEach(elsewhere);
        subscribers.moved();
    }

    /** Whoever waits or listens learns it now. */
    void erased() {
        waiting.all().forEach(reader -> reader.replyTo().tell(new Awaited(Reading.ERASED, false)));
        subscribers.erased();
    }

    void stopped() {
        place.leave();
        subscribers.moved();
    }
}
