package io.liveprofile.api.profile;

import io.liveprofile.profile.Change;
import io.liveprofile.profile.Subscription;
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
                .mapMaterializedValue(queue -> subscribe.apply(change -> offer(queue, change)))
                .watchTermination((subscription, done) -> {
                    done.whenComplete((Done _, Throwable _) -> {
                        subscription.cancel();
                        ended.run();
                    });
                    return done;
                });
    }

    private void offer(BoundedSourceQueue<Told> queue, Change change) {
        if (queue.isCompleted()) {
            return;
        }
        if (queue.size() < waitingMax) {
            queue.offer(new Changed(change));
        } else {
            queue.offer(new Overtaken());
            queue.complete();
        }
        if (change instanceof Change.Refused) {
            queue.complete();
        }
    }
}
