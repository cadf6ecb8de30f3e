package io.liveprofile.api.profile;

import io.liveprofile.profile.Change;
import io.liveprofile.profile.Subscription;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Between a customer who changes and a reader who may be slow: so many changes wait, then the reader is told that it was
 * too slow, and nothing more.
 */
final class SlowReader {
    private final int waitingMax;

    SlowReader(int waitingMax) {
        this.waitingMax = waitingMax;
    }

    sealed interface Told {}

    record Changed(Change change) implements Told {}

    record Overtaken() implements Told {}

    /**
     * @param subscribe begins when somebody reads
     * @param ended told once, however it ends
     */
    Source<Told, ?> source(Function<Consumer<Change>, Subscription> subscribe, Runnable ended) {
        // One place more, for the word that it is over.
        return Source.<Told>queue(waitingMax + 1)
                .mapMaterializedValue(queue -> {
                    var subscription = new CompletableFuture<Subscription>();
                    subscription.complete(subscribe.apply(change -> {
                        if (isLast(queue, change)) {
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
    private boolean isLast(BoundedSourceQueue<Told> queue, Change change) {
        if (queue.isCompleted()) {
            return true;
        }
        boolean fits = queue.size() < waitingMax;
        queue.offer(fits ? new Changed(change) : new Overtaken());
        if (fits && !(change instanceof Change.Refused || change instanceof Change.Erased)) {
            return false;
        }
        queue.complete();
        return true;
    }
}
