package io.liveprofile.projections.lookagain;

import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.lookagain.DueTable.Looked;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at the customers of a part of the slices that are due, and, after the rules have changed, at those whom they haven't
 * judged. At least once: a look that nobody noted is made again, and tells nothing twice.
 */
final class Waker {
    private static final Logger LOG = LoggerFactory.getLogger(Waker.class);

    private static final int LOOKS_AT_ONCE = 8;
    private static final int NOTED_AT_ONCE = 200;

    enum Command {
        LOOK,
        LOOKED,
        STOP
    }

    /** What all parts share. */
    record Surroundings(
            DueTable due,
            HeardTable heard,
            List<String> topics,
            CustomerProfiles profiles,
            InstantSource clock,
            LookAgainSettings settings) {}

    private final Part part;
    private final Surroundings with;
    private final AtomicBoolean complained = new AtomicBoolean();

    private Waker(Part part, Surroundings with) {
        this.part = part;
        this.with = with;
    }

    static Behavior<Command> create(Part part, Surroundings with) {
        var waker = new Waker(part, with);
        return Behaviors.withTimers(timers -> {
            timers.startSingleTimer(Command.LOOK, Duration.ZERO);
            return Behaviors.receive((context, command) -> switch (command) {
                case LOOK -> {
                    context.pipeToSelf(waker.look(), (looked, failure) -> {
                        waker.tell(failure);
                        return Command.LOOKED;
                    });
                    yield Behaviors.same();
                }
                case LOOKED -> {
                    timers.startSingleTimer(Command.LOOK, with.settings().every());
                    yield Behaviors.same();
                }
                case STOP -> Behaviors.stopped();
            });
        });
    }

    private void tell(@Nullable Throwable failure) {
        if (failure == null) {
            complained.set(false);
        } else if (complained.compareAndSet(false, true)) {
            LOG.warn("The customers of {} can't be looked at just now; tried again until it works", part, failure);
        }
    }

    /** Nobody is silent before all that was to be heard has been heard. */
    CompletionStage<Integer> look() {
        return with.heard()
                .until(with.topics())
                .flatMap(heard -> heard.map(
                                until -> lookAll(earlier(until, with.clock().instant())))
                        .orElse(Mono.just(0)))
                .toFuture();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Mono<Integer> lookAll(Instant until) {
        int max = (int) Math.max(
                1, with.settings().looksPerSecondMax() * with.settings().every().toMillis() / 1_000);
        return with.due().due(part, until, max).flatMap(due -> {
            int left = max - due.size();
            return each(due, until)
                    .then(left == 0 ? Mono.just(List.<String>of()) : with.due().judgedByOthers(part, version(), left))
                    .flatMap(others -> each(others, until).thenReturn(due.size() + others.size()));
        });
    }

    private String version() {
        return with.profiles().rules().version();
    }

    /** One who can't be looked at holds up nobody else. */
    private Mono<Void> each(List<String> customers, Instant until) {
        var failed = new AtomicReference<@Nullable Throwable>();
        var looks = Flux.fromIterable(customers)
                .flatMap(
                        customer -> look(customer, until).onErrorResume(failure -> {
                            failed.set(failure);
                            return Mono.empty();
                        }),
                        LOOKS_AT_ONCE)
                .buffer(NOTED_AT_ONCE)
                .concatMap(looked -> with.due().note(looked));
        return with.due()
                .take(customers)
                .thenMany(looks)
                .then(Mono.defer(() -> failed.get() == null ? Mono.empty() : Mono.error(failed.get())));
    }

    private Mono<Looked> look(String customer, Instant until) {
        return Mono.fromCompletionStage(() -> with.profiles().lookAgain(CustomerId.parse(customer), until))
                .map(next -> new Looked(
                        customer,
                        later(next.at(), until),
                        next.ruleVersion().isEmpty() ? version() : next.ruleVersion()));
    }

    /** What is still due by then is due again with the next look, not at once. */
    private Optional<Instant> later(Optional<Instant> next, Instant until) {
        return next.map(
                at -> at.isAfter(until) ? at : until.plus(with.settings().every()));
    }
}
