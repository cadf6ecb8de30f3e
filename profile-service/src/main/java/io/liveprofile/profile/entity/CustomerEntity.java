package io.liveprofile.profile.entity;

import com.typesafe.config.Config;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.Profile.Outcome;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.entity.Command.AskAgain;
import io.liveprofile.profile.entity.Command.Erase;
import io.liveprofile.profile.entity.Command.Erasing;
import io.liveprofile.profile.entity.Command.Give;
import io.liveprofile.profile.entity.Command.Given;
import io.liveprofile.profile.entity.Command.HandedOver;
import io.liveprofile.profile.entity.Command.HistoryRead;
import io.liveprofile.profile.entity.Command.HistoryUnreadable;
import io.liveprofile.profile.entity.Command.Observe;
import io.liveprofile.profile.entity.Command.Verdicts;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
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
    private final TimerScheduler<Command> timers;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final CustomerId id;
    private final Surroundings surroundings;
    private final Answering answering;

    /** Few have merged: the others do without. */
    private @Nullable Giving giving;

    /** While the journal is read for one batch, the next ones wait, so that none overtakes it; reads go on. */
    private boolean readingHistory;

    /** Between an event and its being applied, which follows at once. */
    private @Nullable Outcome outcome;

    /**
     * What all customers of a node share.
     *
     * @param unknown whom nothing was told of yet
     * @param plugins of journal and snapshots
     */
    record Surroundings(
            LiveStates live,
            History history,
            Neighbours neighbours,
            Handover handover,
            Supplier<Rules> rules,
            Duration linkRetry,
            Profile unknown,
            RetentionCriteria snapshots,
            Optional<Config> plugins) {

        static Surroundings of(
                ActorSystem<?> system,
                LiveStates live,
                History history,
                Neighbours neighbours,
                Handover handover,
                Supplier<Rules> rules,
                EntitySettings settings) {
            return new Surroundings(
                    live,
                    history,
                    neighbours,
                    handover,
                    rules,
                    settings.linkRetry(),
                    Profile.under(settings.foldRules()),
                    RetentionCriteria.snapshotEvery(settings.snapshotEveryEntries(), 1),
                    Optional.of(PluginConfig.of(system)));
        }
    }

    private CustomerEntity(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            ActorRef<ClusterSharding.ShardCommand> shard,
            CustomerId id,
            Surroundings surroundings) {
        super(PersistenceId.of(TYPE.name(), id.escaped()));
        this.context = context;
        this.timers = timers;
        this.shard = shard;
        this.id = id;
        this.surroundings = surroundings;
        this.answering = new Answering(
                id, surroundings.live(), context, timers, () -> lastSequenceNumber(context), this::passivate);
    }

    static Behavior<Command> create(
            CustomerId id, ActorRef<ClusterSharding.ShardCommand> shard, Surroundings surroundings) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new CustomerEntity(context, timers, shard, id, surroundings)));
    }

    @Override
    public Optional<Config> journalPluginConfig() {
        return surroundings.plugins();
    }

    @Override
    public Optional<Config> snapshotPluginConfig() {
        return surroundings.plugins();
    }

    @Override
    public Profile emptyState() {
        return surroundings.unknown();
    }

    @Override
    public EventHandler<Profile, ProfileEvent> eventHandler() {
        return this::apply;
    }

    /** Before the event is written. What was found out when it was made needs no finding out again. */
    private Profile apply(Profile profile, ProfileEvent event) {
        answering.storing();
        var decided = outcome;
        outcome = null;
        return decided != null && decided.event().orElse(null) == event ? decided.after() : profile.apply(event);
    }

    @Override
    public CommandHandlerWithReply<Command, ProfileEvent, Profile> commandHandler() {
        return this::onCommand;
    }

    private ReplyEffect<ProfileEvent, Profile> onCommand(Profile profile, Command command) {
        if (command instanceof Command.OfOwnJournal own) {
            return new ReopeningErased(Effect(), this::passivate).onCommand(profile, lastSequenceNumber(context), own);
        }
        if (profile.erased().isPresent()) {
            new Erasure(id, surroundings.neighbours())
                    .onCommand(profile.erased().get(), lastSequenceNumber(context), command);
            return Effect().noReply();
        }
        if (command instanceof Erase erase
                && (erase.giverTo().isPresent() || profile.mergedInto().isEmpty())) {
            return onErase(profile, erase);
        }
        if (profile.mergedInto().isPresent()) {
            giving().onCommand(profile.mergedInto().get(), entries(profile), command);
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
            case Command.Asking asking -> {
                answering.onCommand(profile, asking);
                yield Effect().noReply();
            }
            case Command.Judging judge ->
                new Judging(Effect(), surroundings.rules(), answering::stored).onCommand(profile, judge);
            case Give(var taker) -> onGive(taker);
            case Given(var giver, var answer) -> onGiven(profile, new Link(giver, answer));
            case AskAgain _ -> {
                linking().askAgain(profile.links());
                yield Effect().noReply();
            }
            case Erase erase -> onErase(profile, erase);
            case HandedOver _, Command.OfOwnJournal _ -> Effect().noReply();
        };
    }

    private Linking linking() {
        return new Linking(id, surroundings.neighbours(), timers, surroundings.linkRetry());
    }

    private Giving giving() {
        if (giving == null) {
            giving = new Giving(
                    id, persistenceId(), context, this::passivate, surroundings.neighbours(), surroundings.handover());
        }
        return giving;
    }

    private void passivate() {
        shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }

    private Giving.Entries entries(Profile profile) {
        return new Giving.Entries(ReopeningErased.begin(profile), lastSequenceNumber(context));
    }

    private ReplyEffect<ProfileEvent, Profile> onErase(Profile profile, Erase erase) {
        var erased = profile.erase(erase.requestId(), erase.atMillis(), erase.giverTo());
        return erased.isEmpty()
                ? Effect().reply(erase.replyTo(), new Erasing(Optional.empty()))
                : Effect()
                        .persist(erased.get())
                        .thenRun(_ -> {
                            surroundings.history().forget(persistenceId());
                            linking().stop();
                            answering.erased();
                        })
                        .thenReply(erase.replyTo(), _ -> Erasure.answer(id, erased.get(), lastSequenceNumber(context)))
                        .thenUnstashAll();
    }

    private ReplyEffect<ProfileEvent, Profile> onGive(CustomerId taker) {
        return readingHistory
                ? Effect().stash()
                : Effect()
                        .persist(new MergedAway(taker))
                        .thenRun(merged -> {
                            answering.moved(reader -> giving().forward(taker, reader));
                            giving().handOver(taker, entries(merged));
                        })
                        .thenNoReply();
    }

    private ReplyEffect<ProfileEvent, Profile> onGiven(Profile profile, Link link) {
        return profile.links().awaits(link.anonymous())
                ? Effect().persist(new Linked(link)).thenRun(answering::stored).thenNoReply()
                : Effect().noReply();
    }

    private ReplyEffect<ProfileEvent, Profile> onObserve(Profile profile, Observe observe) {
        if (readingHistory) {
            return Effect().stash();
        }
        if (profile.decides(observe.interactions())) {
            return store(profile, observe, KnownIds.NONE);
        }
        var kept = surroundings.history().kept(persistenceId());
        if (kept.isPresent()) {
            return store(profile, observe, kept.get());
        }
        readingHistory = true;
        context.pipeToSelf(
                surroundings.history().read(persistenceId(), lastSequenceNumber(context)),
                (known, failure) -> known != null ? new HistoryRead(observe, known) : new HistoryUnreadable(failure));
        return Effect().noReply();
    }

    private ReplyEffect<ProfileEvent, Profile> store(Profile profile, Observe observe, KnownIds known) {
        var outcome = profile.observe(
                observe.interactions(), known, surroundings.rules().get());
        this.outcome = outcome.event().isPresent() ? outcome : null;
        return Effect()
                .persist(Judging.events(outcome.event()))
                .thenRun(stored -> outcome.event().ifPresent(event -> {
                    surroundings.history().add(persistenceId(), event.interactions());
                    linking().ask(event.met());
                    answering.stored(stored);
                }))
                .thenRun(stored -> answering.told(stored, observe.interactions()))
                .thenReply(observe.replyTo(), stored -> new Verdicts(outcome.verdicts()))
                .thenUnstashAll();
    }

    @Override
    public SignalHandler<Profile> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.class, (profile, _) -> {
                    linking().ask(profile.links().asked());
                    if (profile.erased().isEmpty() && profile.mergedInto().isEmpty()) {
                        answering.recovered(profile);
                    }
                })
                .onSignal(PostStop.instance(), profile -> {
                    surroundings.history().forget(persistenceId());
                    answering.stopped();
                })
                .build();
    }

    /** In the place of the one before, of which there is only one: what that knew is gone. */
    @Override
    public boolean shouldSnapshot(Profile profile, ProfileEvent event, long sequenceNr) {
        return event instanceof Erased;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return surroundings.snapshots();
    }
}
