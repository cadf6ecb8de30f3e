package io.liveprofile.profile.entity;

import io.liveprofile.profile.After;
import io.liveprofile.profile.AsOf;
import io.liveprofile.profile.Change;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.ErasedCustomer;
import io.liveprofile.profile.JournalPage;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.ReadAfter;
import io.liveprofile.profile.Subscription;
import io.liveprofile.profile.Timeline;
import io.liveprofile.profile.Tombstone;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.domain.judgement.Signal;
import io.liveprofile.profile.entity.Command.Await;
import io.liveprofile.profile.entity.Command.Awaited;
import io.liveprofile.profile.entity.Command.Begun;
import io.liveprofile.profile.entity.Command.Decide;
import io.liveprofile.profile.entity.Command.Deciding;
import io.liveprofile.profile.entity.Command.Erase;
import io.liveprofile.profile.entity.Command.Erasing;
import io.liveprofile.profile.entity.Command.LookAgain;
import io.liveprofile.profile.entity.Command.Read;
import io.liveprofile.profile.entity.Command.Reading;
import io.liveprofile.profile.entity.Command.Reopen;
import io.liveprofile.profile.entity.Command.Reopening;
import io.liveprofile.profile.entity.Command.ReviewSignal;
import io.liveprofile.profile.entity.Command.Reviewing;
import io.liveprofile.profile.entity.Command.TellBegin;
import io.liveprofile.profile.entity.Command.Verdicts;
import io.liveprofile.profile.rules.RulesInForce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/** The profiles as actors, spread over the cluster by Pekko's sharding. */
public final class ShardedCustomerProfiles implements CustomerProfiles {
    /** What stands before the separator in the persistence ids: whoever reads the journal asks for it. */
    public static final String ENTITY_TYPE = "customer";

    private final LiveStates live;
    private final Neighbours neighbours;
    private final RulesInForce rules;
    private final EntitySettings settings;
    private final Past past;
    private final ActorSystem<?> system;
    private final AtomicLong listeners = new AtomicLong();

    private ShardedCustomerProfiles(
            LiveStates live,
            Neighbours neighbours,
            RulesInForce rules,
            EntitySettings settings,
            Past past,
            ActorSystem<?> system) {
        this.system = system;
        this.live = live;
        this.neighbours = neighbours;
        this.rules = rules;
        this.settings = settings;
        this.past = past;
    }

    /** Makes this node host its share of the customers. Once per actor system. */
    public static CustomerProfiles start(ActorSystem<?> system) {
        var settings = EntitySettings.from(system.settings().config());
        var history = new History(system, settings.historyIdsMax());
        var sharding = ClusterSharding.get(system);
        var neighbours = new Neighbours(sharding, settings, system.executionContext());
        var rules = RulesInForce.start(system);
        var live = new LiveStates();
        var surroundings = CustomerEntity.Surroundings.of(
                system, live, history, neighbours, new Handover(system, neighbours), rules::current, settings);
        sharding.init(Entity.of(
                CustomerEntity.TYPE,
                entity -> CustomerEntity.create(
                        CustomerId.unescape(entity.getEntityId()), entity.getShard(), surroundings)));
        var past = new Past(
                new Replays(system, settings.replays()),
                settings.foldRules(),
                id -> neighbours.<Begun>ask(id, TellBegin::new, settings.readTimeout()));
        return new ShardedCustomerProfiles(live, neighbours, rules, settings, past, system);
    }

    @Override
    public CompletionStage<List<Verdict>> observe(CustomerId id, List<Interaction> interactions) {
        if (interactions.size() > BATCH_MAX) {
            throw new IllegalArgumentException(
                    interactions.size() + " interactions in one call, " + BATCH_MAX + " are allowed");
        }
        return neighbours.observe(id, interactions).thenApply(Verdicts::verdicts);
    }

    @Override
    public CompletionStage<Optional<LiveProfile>> read(CustomerId id) {
        var standing = live.of(id);
        return standing.isPresent() ? CompletableFuture.completedFuture(standing) : ask(id);
    }

    private CompletionStage<Optional<LiveProfile>> ask(CustomerId id) {
        return neighbours
                .<Reading>ask(id, replyTo -> new Read(Optional.empty(), replyTo), settings.readTimeout())
                .thenApply(ShardedCustomerProfiles::ofAlive);
    }

    @Override
    public CompletionStage<ReadAfter> readAfter(CustomerId id, After after, Duration wait) {
        return neighbours
                .<Awaited>ask(
                        id,
                        replyTo -> new Await(Optional.empty(), after, wait.toMillis(), replyTo),
                        settings.readTimeout().plus(wait))
                .thenApply(answer -> new ReadAfter(ofAlive(answer.reading()), answer.isIn()));
    }

    @Override
    public CompletionStage<Optional<LiveProfile>> asOf(CustomerId id, AsOf point) {
        // The past of one who was erased is erased, too: nothing in the entries of that time says so.
        return read(id).thenCompose(_ -> past.asOf(id, point));
    }

    @Override
    public CompletionStage<Optional<Timeline>> timeline(CustomerId id, Timeline.Query query) {
        return read(id).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            var profile = found.get();
            var remembered = Timeline.remembered(profile.facts().timeline(), query);
            return remembered.isPresent()
                    ? CompletableFuture.completedFuture(remembered)
                    : past.timeline(profile.id(), query).thenApply(Optional::of);
        });
    }

    @Override
    public Subscription subscribe(CustomerId id, OptionalLong after, Consumer<Change> listener) {
        var listening = system.systemActorOf(
                Listening.create(
                        id, after, new Listening.Surroundings(neighbours, past, settings.subscribeAgain()), listener),
                "listening-" + listeners.incrementAndGet(),
                Props.empty());
        return () -> listening.tell(Listening.Say.NO_MORE);
    }

    @Override
    public CompletionStage<Decision> decide(CustomerId id, Decision.Attempt attempt) {
        return neighbours
                .<Deciding>ask(id, replyTo -> new Decide(attempt, replyTo), settings.readTimeout())
                .thenApply(answer -> answer.decision().orElseThrow(ErasedCustomer::new));
    }

    @Override
    public CompletionStage<Optional<Signal>> review(
            CustomerId id, String signalId, Review.Verdict verdict, String by, Instant at) {
        return neighbours
                .<Reviewing>ask(
                        id,
                        replyTo -> new ReviewSignal(signalId, verdict, by, at.toEpochMilli(), replyTo),
                        settings.readTimeout())
                .thenApply(answer -> {
                    if (answer.erased()) {
                        throw new ErasedCustomer();
                    }
                    return answer.signal();
                });
    }

    @Override
    public CompletionStage<NextLook> lookAgain(CustomerId id, Instant at) {
        return neighbours
                .<Command.NextLook>ask(
                        id, replyTo -> new LookAgain(at.toEpochMilli(), replyTo), settings.observeTimeout())
                .thenApply(next -> new NextLook(next.atMillis().map(Instant::ofEpochMilli), next.ruleVersion()));
    }

    @Override
    public CompletionStage<Optional<Tombstone>> erase(
            CustomerId id, String requestId, Instant at, Optional<CustomerId> giverTo) {
        return neighbours
                .<Erasing>ask(
                        id,
                        replyTo -> new Erase(requestId, at.toEpochMilli(), giverTo, replyTo),
                        settings.observeTimeout())
                .thenApply(Erasing::tombstone);
    }

    @Override
    public CompletionStage<Optional<Instant>> reopen(CustomerId id, long tombstone, Instant at) {
        return neighbours
                .<Reopening>ask(
                        id, replyTo -> new Reopen(tombstone, at.toEpochMilli(), replyTo), settings.observeTimeout())
                .thenApply(answer -> answer.atMillis().map(Instant::ofEpochMilli));
    }

    @Override
    public CompletionStage<JournalPage> journal(CustomerId id, long after, int max) {
        return past.journal(id, after, max);
    }

    private static Optional<LiveProfile> ofAlive(Reading reading) {
        if (reading.erased()) {
            throw new ErasedCustomer();
        }
        return reading.profile();
    }

    @Override
    public Rules rules() {
        return rules.current();
    }
}
