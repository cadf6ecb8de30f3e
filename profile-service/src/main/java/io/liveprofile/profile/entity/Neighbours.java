package io.liveprofile.profile.entity;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.entity.Command.Inherit;
import io.liveprofile.profile.entity.Command.Observe;
import io.liveprofile.profile.entity.Command.Verdicts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;

/** The other customers, wherever in the cluster they live. */
final class Neighbours {
    private final ClusterSharding sharding;
    private final EntitySettings settings;
    private final Executor workers;

    Neighbours(ClusterSharding sharding, EntitySettings settings, Executor workers) {
        this.sharding = sharding;
        this.settings = settings;
        this.workers = workers;
    }

    void tell(CustomerId id, Command command) {
        of(id).tell(command);
    }

    CompletionStage<Verdicts> observe(CustomerId id, List<Interaction> interactions) {
        return ask(id, replyTo -> new Observe(interactions, replyTo), settings.observeTimeout());
    }

    CompletionStage<Verdicts> inherit(CustomerId id, List<Decision> decisions, List<Review> reviews) {
        return ask(id, replyTo -> new Inherit(decisions, reviews, replyTo), settings.observeTimeout());
    }

    /**
     * What follows the answer runs where it arrives. By itself each step behind a Scala future runs in the JVM's common pool: one
     * more thread to wake, of which a small machine has one for everybody. What follows a time-out doesn't run on the thread of the
     * timers, which may have thousands at once.
     */
    <A> CompletionStage<A> ask(CustomerId id, Function<ActorRef<A>, Command> message, Duration timeout) {
        return of(id).<A>ask(message::apply, timeout)
                .thenApplyAsync(Function.identity(), Runnable::run)
                .exceptionallyComposeAsync(CompletableFuture::failedFuture, workers);
    }

    private EntityRef<Command> of(CustomerId id) {
        return sharding.entityRefFor(CustomerEntity.TYPE, id.escaped());
    }
}
