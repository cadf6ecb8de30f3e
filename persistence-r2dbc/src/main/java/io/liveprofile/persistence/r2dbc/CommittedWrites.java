package io.liveprofile.persistence.r2dbc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/** Tells the readers of this node at once that its journal has committed something, so that none waits for a timer. */
public final class CommittedWrites implements Extension {
    private static final Id ID = new Id();

    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    private record Watcher(int minSlice, int maxSlice, Runnable nudge) {}

    /** Ends a watch. */
    @FunctionalInterface
    public interface Watch {
        void cancel();
    }

    private static final class Id extends ExtensionId<CommittedWrites> {
        @Override
        public CommittedWrites createExtension(ActorSystem<?> system) {
            return new CommittedWrites();
        }
    }

    private CommittedWrites() {}

    public static CommittedWrites get(ActorSystem<?> system) {
        return ID.apply(system);
    }

    /** Runs {@code nudge}, which must not block, after each commit of an entry in that range. */
    public Watch watch(int minSlice, int maxSlice, Runnable nudge) {
        var watcher = new Watcher(minSlice, maxSlice, nudge);
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    public void committed(int[] slices) {
        for (var watcher : watchers) {
            for (int slice : slices) {
                if (slice >= watcher.minSlice() && slice <= watcher.maxSlice()) {
                    watcher.nudge().run();
                    break;
                }
            }
        }
    }
}
