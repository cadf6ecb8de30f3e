package io.liveprofile.api.stream;

import io.liveprofile.profile.Subscription;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.Done;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Between what happens and a reader who may be slow: so much waits, then the reader is told that it was too slow, and
 * nothing more.
 *
 * @param isLast after which nothing comes
 */
record SlowReader<T>(int waitingMax, Predicate<T> isLast) {

    sealed interface Told<T> {}

    record Happened<T>(T what) implements Told<T> {}

    record Overtaken<T>() implements Told<T> {}

    /**
     * @param subscribe begins when somebody reads
     * @param ended told once, however it ends
     */
    Source<Told<T>, ?> source(Function<Consumer<T>, Subscription> subscribe, Runnable ended) {
        // One place more, for the word that it is over.
        return Source.<Told<T>>queue(waitingMax + 1)
                .mapMaterializedValue(queue -> {
                    var subscription = new CompletableFuture<Subscription>();
                    subscription.complete(subscribe.apply(what -> {
                        if (endsWith(queue, what)) {
                            subscription.thenAccept(Subscription::cancel);
                        }
                    }));
                    return subscription;
                })
                .watchTermination((subscription, done) -> {
                    done.whenComplete((Done _, Throwable _) -> {
                        subscription.thenAccept(Subscription::cancel);
                        ended.run();
                    });
                    return done;
                });
    }

    /** A reader who has stopped reading is not waited for: what follows the last word isn't even asked for. */
    private boolean endsWith(BoundedSourceQueue<Told<T>> queue, T what) {
        if (queue.isCompleted()) {
            return true;
        }
        boolean fits = queue.size() < waitingMax;
        queue.offer(fits ? new Happened<>(what) : new Overtaken<>());
        if (fits && !isLast.test(what)) {
            return false;
        }
        queue.complete();
        return true;
    }
}
