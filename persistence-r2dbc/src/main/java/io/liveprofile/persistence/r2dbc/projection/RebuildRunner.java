package io.liveprofile.persistence.r2dbc.projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Builds the next tables of a read model where somebody asked for them, on one node of the cluster at a time; where that
 * one dies, the next goes on from the offsets that are stored.
 */
final class RebuildRunner extends AbstractBehavior<RebuildRunner.Command> {

    public sealed interface Command {}

    enum Stop implements Command {
        INSTANCE
    }

    private enum Look implements Command {
        INSTANCE
    }

    private record Seen(
            @Nullable Generation generation, @Nullable Throwable failure) implements Command {}

    private record TookOver(@Nullable Throwable failure) implements Command {}

    /** @param builders of a generation, one for each range of slices */
    record Plan(
            ReadModel model,
            Generations generations,
            ProjectionSettings settings,
            IntFunction<List<Behavior<ProjectionRunner.Command>>> builders,
            Caught caught) {}

    /** Whether the next tables have almost everything that the journal has. */
    @FunctionalInterface
    interface Caught {
        CompletionStage<Boolean> up();
    }

    private final Plan plan;
    /** One for each range; none where it has not begun or has ended. */
    private final Map<Integer, ActorRef<ProjectionRunner.Command>> builders = new HashMap<>();

    private boolean looking;
    private boolean takingOver;

    static Behavior<Command> create(Plan plan) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new RebuildRunner(context, timers, plan)));
    }

    private RebuildRunner(ActorContext<Command> context, TimerScheduler<Command> timers, Plan plan) {
        super(context);
        this.plan = plan;
        timers.startTimerWithFixedDelay(Look.INSTANCE, plan.settings().controlInterval());
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::on)
                .onSignal(Terminated.class, ended -> {
                    builders.values().removeIf(builder -> builder.equals(ended.getRef()));
                    return this;
                })
                .build();
    }

    private Behavior<Command> on(Command command) {
        return switch (command) {
            case Stop _ -> Behaviors.stopped();
            case Look _ -> look();
            case Seen(var generation, var failure) -> seen(generation, failure);
            case TookOver(var failure) -> tookOver(failure);
        };
    }

    private Behavior<Command> look() {
        if (!looking && !takingOver) {
            looking = true;
            getContext()
                    .pipeToSelf(plan.generations().of(plan.model().projection()).toFuture(), Seen::new);
        }
        return this;
    }

    private Behavior<Command> seen(@Nullable Generation generation, @Nullable Throwable failure) {
        looking = false;
        if (failure != null || generation == null) {
            getContext()
                    .getLog()
                    .warn("Can't see whether {} is to be rebuilt", plan.model().projection(), failure);
            return this;
        }
        generation.next().ifPresentOrElse(this::build, this::rest);
        return this;
    }

    private void build(Generation.Next next) {
        var behaviors = plan.builders().apply(next.generation());
        if (builders.size() < behaviors.size()) {
            getContext()
                    .getLog()
                    .info("{} is being rebuilt since {}", plan.model().projection(), next.since());
            for (int i = 0; i < behaviors.size(); i++) {
                if (!builders.containsKey(i)) {
                    var builder = getContext().spawnAnonymous(behaviors.get(i));
                    getContext().watch(builder);
                    builders.put(i, builder);
                }
            }
        } else {
            takingOver = true;
            getContext()
                    .pipeToSelf(
                            plan.caught().up().thenCompose(caughtUp -> caughtUp ? takeOver() : notYet()),
                            (done, failure) -> new TookOver(failure));
        }
    }

    private CompletionStage<Done> takeOver() {
        return plan.generations().takeOver(plan.model()).thenReturn(Done.done()).toFuture();
    }

    private static CompletionStage<Done> notYet() {
        return CompletableFuture.completedFuture(Done.done());
    }

    private Behavior<Command> tookOver(@Nullable Throwable failure) {
        takingOver = false;
        if (failure != null) {
            getContext()
                    .getLog()
                    .warn(
                            "The next tables of {} could not take over yet",
                            plan.model().projection(),
                            failure);
        }
        return this;
    }

    private void rest() {
        if (!builders.isEmpty()) {
            getContext()
                    .getLog()
                    .info("{} is not being rebuilt any more", plan.model().projection());
            builders.values().forEach(builder -> builder.tell(ProjectionRunner.Stop.INSTANCE));
            builders.clear();
        }
    }
}
