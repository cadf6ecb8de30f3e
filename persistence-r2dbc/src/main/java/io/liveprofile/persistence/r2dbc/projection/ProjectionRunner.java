package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.query.Position;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one slice range of a projection moving: claims it, runs it, and after a failure runs it again. It obeys what the
 * offset's row says (paused, reset, taken over), which it looks at every control interval.
 */
final class ProjectionRunner<E> extends AbstractBehavior<ProjectionRunner.Command> {

    public sealed interface Command {}

    /** Finish the batch under way, then stop. */
    enum Stop implements Command {
        INSTANCE
    }

    private enum Look implements Command {
        INSTANCE
    }

    private enum Rested implements Command {
        INSTANCE
    }

    private record Seen(
            @Nullable Optional<ProjectionOffset> offset,
            @Nullable Throwable failure) implements Command {}

    private record Ended(@Nullable Throwable failure) implements Command {}

    private record Run<E>(RangeRun<E> range, UniqueKillSwitch kill) {}

    private static final int PAGES_AHEAD = 1;

    private final RangePlan<E> plan;
    private final TimerScheduler<Command> timers;
    private final RangeRun.Surroundings<E> surroundings;
    private final String runner = UUID.randomUUID().toString();
    private @Nullable Run<E> run;
    private boolean claimed;
    private boolean looking;
    private boolean resting;
    private boolean stopping;
    private int failures;
    private boolean singly;
    private @Nullable Position failedAt;

    static <E> Behavior<Command> create(Supplier<RangePlan<E>> plan) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new ProjectionRunner<>(context, timers, plan.get())));
    }

    private ProjectionRunner(ActorContext<Command> context, TimerScheduler<Command> timers, RangePlan<E> plan) {
        super(context);
        this.plan = plan;
        this.timers = timers;
        this.surroundings = plan.surroundings();
        timers.startTimerWithFixedDelay(Look.INSTANCE, plan.settings().controlInterval());
        look();
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::on)
                .onSignal(PostStop.class, signal -> {
                    if (run != null) {
                        run.kill().shutdown();
                    }
                    surroundings.metrics().close();
                    return this;
                })
                .build();
    }

    private Behavior<Command> on(Command command) {
        return switch (command) {
            case Stop stop -> stop();
            case Look look -> look();
            case Rested rested -> rested();
            case Seen(var offset, var failure) -> seen(offset, failure);
            case Ended(var failure) -> ended(failure);
        };
    }

    private Behavior<Command> stop() {
        stopping = true;
        if (run == null) {
            return Behaviors.stopped();
        }
        run.kill().shutdown();
        return this;
    }

    private Behavior<Command> look() {
        if (!looking) {
            looking = true;
            getContext().pipeToSelf(claimed ? plan.current() : plan.claim(runner), Seen::new);
        }
        return this;
    }

    private Behavior<Command> rested() {
        resting = false;
        return look();
    }

    private Behavior<Command> seen(@Nullable Optional<ProjectionOffset> found, @Nullable Throwable failure) {
        looking = false;
        if (found == null) {
            getContext().getLog().warn("Projection {} {} can't read its offset", plan.name(), plan.range(), failure);
            return this;
        }
        claimed = true;
        var offset = found.filter(row -> row.runner().equals(runner)).orElse(null);
        if (offset == null) {
            getContext().getLog().info("Projection {} {} runs elsewhere now", plan.name(), plan.range());
            return stop();
        }
        if (run != null) {
            if (offset.paused() || offset.epoch() != run.range().claimed().epoch()) {
                run.kill().shutdown();
            }
        } else if (offset.paused()) {
            plan.tellLag(offset.position());
        } else if (!resting && !stopping) {
            run(offset);
        }
        return this;
    }

    private void run(ProjectionOffset offset) {
        var range = new RangeRun<>(surroundings, offset, singly);
        var running = plan.pages(offset.position())
                .buffer(PAGES_AHEAD, OverflowStrategy.backpressure())
                .viaMat(KillSwitches.single(), Keep.right())
                .mapAsync(1, page -> CompletableFuture.supplyAsync(() -> range.decode(page), plan.decoders()))
                .mapAsync(1, range::process)
                .toMat(Sink.ignore(), Keep.both())
                .run(getContext().getSystem());
        run = new Run<>(range, running.first());
        getContext().pipeToSelf(running.second(), (done, failure) -> new Ended(failure));
    }

    private Behavior<Command> ended(@Nullable Throwable failure) {
        var ended = run;
        run = null;
        if (stopping || ended == null) {
            return Behaviors.stopped();
        }
        if (failure == null || Failures.unwrap(failure) instanceof Superseded) {
            singly = false;
            return look();
        }
        failed(ended.range(), Failures.unwrap(failure));
        return this;
    }

    private void failed(RangeRun<E> range, Throwable failure) {
        failures = range.position().equals(failedAt) ? failures + 1 : 1;
        failedAt = range.position();
        singly = failures > plan.settings().retries() && !Outage.is(failure);
        var rest = backoff(failures);
        getContext()
                .getLog()
                .warn(
                        "Projection {} {} failed after {}, for the {}. time; tries again in {}",
                        plan.name(),
                        plan.range(),
                        failedAt,
                        failures,
                        rest,
                        failure);
        surroundings.metrics().failed();
        plan.tellFailing(range.claimed(), failure);
        resting = true;
        timers.startSingleTimer(Rested.INSTANCE, rest);
    }

    private Duration backoff(int times) {
        var doubled = plan.settings().backoffMin().multipliedBy(1L << Math.min(times - 1, 20));
        return doubled.compareTo(plan.settings().backoffMax()) < 0
                ? doubled
                : plan.settings().backoffMax();
    }
}
