package io.liveprofile.profile.entity;

import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.Profile.Outcome;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.entity.Command.AskAgain;
import io.liveprofile.profile.entity.Command.Await;
import io.liveprofile.profile.entity.Command.Awaited;
import io.liveprofile.profile.entity.Command.Decide;
import io.liveprofile.profile.entity.Command.Deciding;
import io.liveprofile.profile.entity.Command.Give;
import io.liveprofile.profile.entity.Command.Given;
import io.liveprofile.profile.entity.Command.HandedOver;
import io.liveprofile.profile.entity.Command.HistoryRead;
import io.liveprofile.profile.entity.Command.HistoryUnreadable;
import io.liveprofile.profile.entity.Command.Inherit;
import io.liveprofile.profile.entity.Command.LookAgain;
import io.liveprofile.profile.entity.Command.NextLook;
import io.liveprofile.profile.entity.Command.Observe;
import io.liveprofile.profile.entity.Command.Read;
import io.liveprofile.profile.entity.Command.Reading;
import io.liveprofile.profile.entity.Command.ReviewSignal;
import io.liveprofile.profile.entity.Command.Reviewing;
import io.liveprofile.profile.entity.Command.Subscribe;
import io.liveprofile.profile.entity.Command.Unsubscribe;
import io.liveprofile.profile.entity.Command.Verdicts;
import io.liveprofile.profile.entity.Command.WaitedOut;
import io.liveprofile.profile.entity.News.Standing;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/** One customer, live: the profile in memory, its events in the journal. It has no rules of its own. */
public final class CustomerEntity extends EventSourcedBehaviorWithEnforcedReplies<Command, ProfileEvent, Profile> {

    static final EntityTypeKey<Command> TYPE = EntityTypeKey.create(Command.class, ShardedCustomerProfiles.ENTITY_TYPE);

    private final ActorContext<Command> context;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final CustomerId id;
    private final History history;
    private final Supplier<Rules> rules;
    private final EntitySettings settings;
    private final Linking linking;
    private final Giving giving;
    private final Waiting waiting;
    private final Subscribers subscribers = new Subscribers();

    /** While the journal is read for one batch, the next ones wait, so that none overtakes it; reads go on. */
    private boolean readingHistory;

    /** Between an event and its being applied, which follows at once. */
    private @Nullable Outcome outcome;

    /** What all customers of a node share. */
    record Surroundings(
            History history,
            Neighbours neighbours,
            Handover handover,
            Supplier<Rules> rules,
            EntitySettings settings) {}

    private CustomerEntity(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            ActorRef<ClusterSharding.ShardCommand> shard,
            CustomerId id,
            Surroundings surroundings) {
        super(PersistenceId.of(TYPE.name(), id.escaped()));
        this.context = context;
        this.shard = shard;
        this.id = id;
        this.history = surroundings.history();
        this.rules = surroundings.rules();
        this.settings = surroundings.settings();
        var neighbours = surroundings.neighbours();
        this.linking = new Linking(id, neighbours, timers, settings.linkRetry());
        this.waiting = new Waiting(timers);
        this.giving = new Giving(id, persistenceId(), context, shard, neighbours, surroundings.handover());
    }

    static Behavior<Command> create(
            CustomerId id, ActorRef<ClusterSharding.ShardCommand> shard, Surroundings surroundings) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new CustomerEntity(context, timers, shard, id, surroundings)));
    }

    @Override
    public Profile emptyState() {
        return Profile.under(settings.foldRules());
    }

    @Override
    public EventHandler<Profile, ProfileEvent> eventHandler() {
        return this::apply;
    }

    /** What was found out when the event was made needs no finding out again. */
    private Profile apply(Profile profile, ProfileEvent event) {
        var decided = outcome;
        outcome = null;
        return decided != null && decided.event().orElse(null) == event ? decided.after() : profile.apply(event);
    }

    @Override
    public CommandHandlerWithReply<Command, ProfileEvent, Profile> commandHandler() {
        return this::onCommand;
    }

    private ReplyEffect<ProfileEvent, Profile> onCommand(Profile profile, Command command) {
        if (profile.mergedInto().isPresent()) {
            giving.onCommand(profile.mergedInto().get(), lastSequenceNumber(context), command);
            return Effect().noReply();
        }
        return onCommandOfOwn(profile, command);
    }

    private ReplyEffect<ProfileEvent, Profile> onCommandOfOwn(Profile profile, Command command) {
        return switch (command) {
            case Observe observe -> onObserve(profile, observe);
            case HistoryRead(var observe, var known) -> {
                readingHistory = false;
                yield store(profile, observe, known);
            }
            case HistoryUnreadable(var cause) -> {
                readingHistory = false;
                context.getLog().warn("The journal of {} can't be read, its producer will come again", id, cause);
                yield Effect().none().thenNoReply().thenUnstashAll();
            }
            case Read read -> onRead(profile, read);
            case Await await -> onAwait(profile, await);
            case Subscribe subscribe -> onSubscribe(profile, subscribe);
            case Unsubscribe(var subscriber) -> {
                subscribers.remove(subscriber);
                yield Effect().noReply();
            }
            case WaitedOut(var await) -> {
                if (waiting.isOver(await)) {
                    answer(profile, await, false);
                }
                yield Effect().noReply();
            }
            case Decide decide -> onDecide(profile, decide);
            case ReviewSignal review -> onReview(profile, review);
            case LookAgain look -> onLookAgain(profile, look);
            case Inherit(var decisions, var reviews, var replyTo) ->
                Effect()
                        .persist(events(profile.inherit(decisions, reviews, rules.get())))
                        .thenRun(this::tellSubscribers)
                        .thenReply(replyTo, stored -> new Verdicts(List.of()));
            case Give(var taker) -> onGive(taker);
            case Given(var giver, var answer) -> onGiven(profile, new Link(giver, answer));
            case AskAgain _ -> {
                linking.askAgain(profile.links());
                yield Effect().noReply();
            }
            case HandedOver _ -> Effect().noReply();
        };
    }

    private ReplyEffect<ProfileEvent, Profile> onDecide(Profile profile, Decide decide) {
        var known = profile.judged().decision(decide.attempt().id());
        if (known.isPresent()) {
            return Effect().reply(decide.replyTo(), new Deciding(known.get()));
        }
        var decided = profile.decide(decide.attempt(), rules.get());
        return Effect()
                .persist(decided)
                .thenRun(this::tellSubscribers)
                .thenReply(decide.replyTo(), stored -> new Deciding(decided.decision()));
    }

    private ReplyEffect<ProfileEvent, Profile> onReview(Profile profile, ReviewSignal command) {
        var signal = profile.judged().signal(command.signalId());
        if (signal.isEmpty()) {
            return Effect().reply(command.replyTo(), new Reviewing(signal));
        }
        var review =
                new Review(command.signalId(), signal.get().key(), command.verdict(), command.by(), command.atMillis());
        return Effect()
                .persist(profile.review(review, rules.get()))
                .thenRun(this::tellSubscribers)
                .thenReply(command.replyTo(), stored -> new Reviewing(signal));
    }

    private ReplyEffect<ProfileEvent, Profile> onLookAgain(Profile profile, LookAgain look) {
        if (lastSequenceNumber(context) == 0) {
            return Effect().reply(look.replyTo(), new NextLook(Optional.empty(), ""));
        }
        var by = rules.get();
        var looked = profile.lookAgain(look.atMillis(), by);
        return Effect()
                .persist(events(looked))
                .thenRun(stored -> looked.ifPresent(_ -> tellSubscribers(stored)))
                .thenReply(
                        look.replyTo(), stored -> new NextLook(stored.lookAgainAt(look.atMillis(), by), by.version()));
    }

    private static List<ProfileEvent> events(Optional<? extends ProfileEvent> event) {
        return event.<List<ProfileEvent>>map(List::of).orElse(List.of());
    }

    private ReplyEffect<ProfileEvent, Profile> onGive(CustomerId taker) {
        return readingHistory
                ? Effect().stash()
                : Effect()
                        .persist(new MergedAway(taker))
                        .thenRun(merged -> {
                            waiting.all().forEach(reader -> giving.forward(taker, reader));
                            subscribers.moved();
                            giving.handOver(taker, lastSequenceNumber(context));
                        })
                        .thenNoReply();
    }

    private ReplyEffect<ProfileEvent, Profile> onGiven(Profile profile, Link link) {
        return profile.links().awaits(link.anonymous())
                ? Effect()
                        .persist(new Linked(link))
                        .thenRun(this::tellSubscribers)
                        .thenNoReply()
                : Effect().noReply();
    }

    private ReplyEffect<ProfileEvent, Profile> onObserve(Profile profile, Observe observe) {
        if (readingHistory) {
            return Effect().stash();
        }
        if (profile.decides(observe.interactions())) {
            return store(profile, observe, KnownIds.NONE);
        }
        var kept = history.kept(persistenceId());
        if (kept.isPresent()) {
            return store(profile, observe, kept.get());
        }
        readingHistory = true;
        context.pipeToSelf(
                history.read(persistenceId(), lastSequenceNumber(context)),
                (known, failure) -> known != null ? new HistoryRead(observe, known) : new HistoryUnreadable(failure));
        return Effect().noReply();
    }

    private ReplyEffect<ProfileEvent, Profile> store(Profile profile, Observe observe, KnownIds known) {
        var outcome = profile.observe(observe.interactions(), known, rules.get());
        this.outcome = outcome.event().isPresent() ? outcome : null;
        return Effect()
                .persist(events(outcome.event()))
                .thenRun(stored -> outcome.event().ifPresent(event -> {
                    history.add(persistenceId(), event.interactions());
                    linking.ask(event.met());
                    tellSubscribers(stored);
                }))
                .thenRun(stored -> waiting.told(stored, observe.interactions(), reader -> answer(stored, reader, true)))
                .thenReply(observe.replyTo(), stored -> new Verdicts(outcome.verdicts()))
                .thenUnstashAll();
    }

    private ReplyEffect<ProfileEvent, Profile> onRead(Profile profile, Read read) {
        if (lastSequenceNumber(context) == 0) {
            shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
        }
        return Effect().reply(read.replyTo(), reading(profile, read.requestedId()));
    }

    private Reading reading(Profile profile, Optional<CustomerId> requestedId) {
        return new Reading(LiveProfile.of(id, requestedId.orElse(id), lastSequenceNumber(context), profile));
    }

    private void tellSubscribers(Profile stored) {
        subscribers.tell(requestedId -> reading(stored, requestedId));
    }

    private ReplyEffect<ProfileEvent, Profile> onSubscribe(Profile profile, Subscribe subscribe) {
        var subscriber = subscribe.subscriber();
        boolean isNew = !subscribers.has(subscriber);
        boolean accepted = subscribers.add(subscriber, subscribe.requestedId());
        if (isNew && accepted) {
            context.watchWith(subscriber, new Unsubscribe(subscriber));
        }
        subscriber.tell(new Standing(reading(profile, subscribe.requestedId()), accepted));
        return Effect().noReply();
    }

    private ReplyEffect<ProfileEvent, Profile> onAwait(Profile profile, Await await) {
        boolean isIn = waiting.isIn(profile, await.after());
        if (isIn || !waiting.add(await)) {
            answer(profile, await, isIn);
        }
        return Effect().noReply();
    }

    private void answer(Profile profile, Await await, boolean isIn) {
        await.replyTo().tell(new Awaited(reading(profile, await.requestedId()), isIn));
    }

    @Override
    public SignalHandler<Profile> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(
                        RecoveryCompleted.class,
                        (profile, _) -> linking.ask(profile.links().asked()))
                .onSignal(PostStop.instance(), profile -> {
                    history.forget(persistenceId());
                    subscribers.moved();
                })
                .build();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(settings.snapshotEveryEntries(), 1);
    }
}
