package io.liveprofile.projections.erasure;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Brings what was asked for to its end. One in the cluster; after a crash another one goes on from the table. */
final class ErasureWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureWorker.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int OPEN_MAX = 1_000;
    private static final int AT_ONCE = 4;

    enum Command {
        LOOK,
        LOOKED,
        STOP
    }

    private final ErasureTable table;
    private final Eraser eraser;

    ErasureWorker(ErasureTable table, Eraser eraser) {
        this.table = table;
        this.eraser = eraser;
    }

    static Behavior<Command> create(ErasureTable table, Eraser eraser) {
        var worker = new ErasureWorker(table, eraser);
        return Behaviors.withTimers(timers -> {
            timers.startSingleTimer(Command.LOOK, Duration.ZERO);
            return Behaviors.receive((context, command) -> switch (command) {
                case LOOK -> {
                    context.pipeToSelf(worker.look(), (_, failure) -> {
                        if (failure != null) {
                            LOG.warn("Erasures can't go on just now; tried again until they do", failure);
                        }
                        return Command.LOOKED;
                    });
                    yield Behaviors.same();
                }
                case LOOKED -> {
                    timers.startSingleTimer(Command.LOOK, LOOK_EVERY);
                    yield Behaviors.same();
                }
                case STOP -> Behaviors.stopped();
            });
        });
    }

    /** Each as far as it gets now; one that fails holds up no other. */
    CompletionStage<Long> look() {
        return table.open(OPEN_MAX)
                .collectList()
                .flatMapIterable(open -> open)
                .flatMapDelayError(this::goOn, AT_ONCE, 1)
                .count()
                .toFuture();
    }

    /** Until it is complete or waits. */
    private Mono<Void> goOn(Receipt erasure) {
        return step(erasure).flatMap(moved -> moved ? again(erasure.requestId()) : Mono.empty());
    }

    private Mono<Void> again(String requestId) {
        return table.of(requestId).filter(erasure -> !erasure.isComplete()).flatMap(this::goOn);
    }

    /** Whether it moved. */
    private Mono<Boolean> step(Receipt erasure) {
        var next = Eraser.after(erasure.step());
        return eraser.next(erasure)
                .flatMap(done -> table.record(erasure, next, done).thenReturn(!(done instanceof Done.Waits)))
                .doOnNext(moved -> {
                    if (moved) {
                        LOG.info("Erasure {}: {}", erasure.requestId(), next.word());
                    }
                })
                .defaultIfEmpty(false);
    }
}
