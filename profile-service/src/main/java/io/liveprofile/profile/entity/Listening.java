package io.liveprofile.profile.entity;

import io.liveprofile.profile.Change;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.entity.Command.Subscribe;
import io.liveprofile.profile.entity.News.Moved;
import io.liveprofile.profile.entity.News.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * One who listens to a customer, wherever that lives: says so again now and then, so that neither a customer that moves
 * nor a lost message ends the listening, and reads from the journal what was missed in between.
 */
final class Listening extends AbstractBehavior<Listening.Message> {
    sealed interface Message {}

    record Heard(News news) implements Message {}

    record Caught(List<LiveProfile> missed) implements Message {}

    enum Say implements Message {
        AGAIN,
        NO_MORE
    }

    record Surroundings(Neighbours neighbours, Past past, Duration sayAgain) {}

    private final CustomerId id;
    private final Surroundings surroundings;
    private final Consumer<Change> listener;
    private final ActorRef<News> news;

    /** Of which customer the sequence numbers are: another one's, once this one has merged. */
    private @Nullable CustomerId of;

    private long sequence;
    private boolean catchingUp;

    private Listening(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            CustomerId id,
            OptionalLong after,
            Surroundings surroundings,
            Consumer<Change> listener) {
        super(context);
        this.id = id;
        this.sequence = after.orElse(0);
        this.surroundings = surroundings;
        this.listener = listener;
        this.news = context.messageAdapter(News.class, Heard::new);
        timers.startTimerWithFixedDelay(Say.AGAIN, surroundings.sayAgain());
        say();
    }

    static Behavior<Message> create(
            CustomerId id, OptionalLong after, Surroundings surroundings, Consumer<Change> listener) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Listening(context, timers, id, after, surroundings, listener)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Heard.class, heard -> onNews(heard.news()))
                .onMessage(Caught.class, caught -> onCaught(caught.missed()))
                .onMessage(Say.class, this::onSay)
                .build();
    }

    private Behavior<Message> onSay(Say say) {
        return switch (say) {
            case AGAIN -> {
                say();
                yield this;
            }
            case NO_MORE -> Behaviors.stopped();
        };
    }

    /** On a node that is going nobody wakes a customer up. */
    private void say() {
        if (CoordinatedShutdown.get(getContext().getSystem())
                .getShutdownReason()
                .isEmpty()) {
            surroundings.neighbours().tell(id, new Subscribe(Optional.empty(), news));
        }
    }

    private Behavior<Message> onNews(News heard) {
        switch (heard) {
            case Moved.MOVED -> say();
            case Standing(var reading, var accepted) -> {
                if (reading.erased()) {
                    listener.accept(new Change.Erased());
                    return Behaviors.stopped();
                }
                if (!accepted) {
                    listener.accept(new Change.Refused());
                    return Behaviors.stopped();
                }
                reading.profile().ifPresent(this::onProfile);
            }
        }
        return this;
    }

    private void onProfile(LiveProfile profile) {
        boolean isOther = of != null && !of.equals(profile.id());
        if (isOther || sequence > profile.sequence() && of == null || sequence == 0) {
            tell(profile);
        } else if (profile.sequence() == sequence + 1) {
            tell(profile);
        } else if (profile.sequence() > sequence && !catchingUp) {
            catchUp(profile);
        }
        of = profile.id();
    }

    private void tell(LiveProfile profile) {
        sequence = profile.sequence();
        listener.accept(new Change.Now(profile));
    }

    /** What comes meanwhile is asked for when this has come. */
    private void catchUp(LiveProfile profile) {
        if (profile.sequence() - sequence > Change.REPLAY_MAX) {
            listener.accept(new Change.Skipped(sequence + 1, profile.sequence() - 1));
            tell(profile);
            return;
        }
        catchingUp = true;
        getContext()
                .pipeToSelf(
                        surroundings.past().between(profile.id(), id, sequence, profile.sequence()),
                        (missed, failure) -> {
                            if (failure != null) {
                                getContext()
                                        .getLog()
                                        .warn("What {} missed can't be read now: {}", id, failure.toString());
                                return new Caught(List.of());
                            }
                            return new Caught(missed);
                        });
    }

    private Behavior<Message> onCaught(List<LiveProfile> missed) {
        catchingUp = false;
        for (var profile : missed) {
            if (profile.id().equals(of) && profile.sequence() > sequence) {
                tell(profile);
            }
        }
        if (!missed.isEmpty()) {
            say();
        }
        return this;
    }
}
