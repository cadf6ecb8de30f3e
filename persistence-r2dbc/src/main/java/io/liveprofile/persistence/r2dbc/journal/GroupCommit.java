package io.liveprofile.persistence.r2dbc.journal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes of different persistence ids that arrive while a flush is out go into the next one. A second lane is used only
 * while many wait for the first: each flush costs a sync of the disk, however little is in it.
 */
final class GroupCommit {
    private final List<Lane> lanes;
    private final int nextLaneFromEntries;
    private final int queueEntriesMax;
    private final ConcurrentHashMap<String, UnderWay> underWay = new ConcurrentHashMap<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private int queuedEntries;
    private boolean sending;

    /**
     * Waits at the bound with its events not yet serialized, in the order in which it came.
     *
     * @param before what of the same id was under way when it came
     */
    private record Held(
            int entries,
            Supplier<Write> write,
            @Nullable UnderWay before,
            UnderWay own,
            CompletableFuture<Void> written) {}

    /** Up to and with one write of an id, all of its writes. They share a lane, or a later one could overtake. */
    private static final class UnderWay {
        final CompletableFuture<Void> written;

        @Nullable
        Lane lane;

        UnderWay(CompletableFuture<Void> written) {
            this.written = written;
        }
    }

    /** @param nextLaneFromEntries so many wait for a lane before the next one is used */
    GroupCommit(List<Lane> lanes, int nextLaneFromEntries, int queueEntriesMax) {
        this.lanes = lanes;
        this.nextLaneFromEntries = nextLaneFromEntries;
        this.queueEntriesMax = queueEntriesMax;
    }

    /** Answers when everything is committed. {@code write} is asked for once there is room. */
    CompletionStage<Void> add(String persistenceId, int entries, Supplier<Write> write) {
        var written = new CompletableFuture<Void>();
        var before = underWay.get(persistenceId);
        var own = new UnderWay(before == null ? written : CompletableFuture.allOf(before.written, written));
        underWay.put(persistenceId, own);
        own.written.whenComplete((_, _) -> underWay.remove(persistenceId, own));
        synchronized (this) {
            held.add(new Held(entries, write, before, own, written));
        }
        sendHeld();
        return written;
    }

    /** The writes of an id that are under way: whoever reads the id's highest sequence number waits for them. */
    Optional<CompletionStage<Void>> pending(String persistenceId) {
        return Optional.ofNullable(underWay.get(persistenceId)).map(last -> last.written);
    }

    synchronized int queuedEntries() {
        return queuedEntries;
    }

    synchronized int heldWrites() {
        return held.size();
    }

    void close() {
        lanes.forEach(Lane::close);
    }

    /** One write larger than the bound goes when nothing else is queued. */
    private boolean hasRoom(int entries) {
        return queuedEntries == 0 || queuedEntries + entries <= queueEntriesMax;
    }

    /** One thread at a time and in the order of arrival, or two writes of one id could overtake each other. */
    private void sendHeld() {
        boolean mine = false;
        while (true) {
            Held next;
            synchronized (this) {
                if (sending && !mine) {
                    return;
                }
                next = held.peek();
                if (next == null || !hasRoom(next.entries())) {
                    sending = false;
                    return;
                }
                held.remove();
                sending = true;
                mine = true;
                queuedEntries += next.entries();
            }
            send(next);
        }
    }

    /** Whatever serialization throws is its writer's answer: Scala's code also throws checked exceptions, undeclared. */
    private void send(Held next) {
        Write write;
        try {
            if (next.before() != null && next.before().written.isCompletedExceptionally()) {
                throw new IllegalStateException(
                        "an earlier write of the same actor failed, so that this one isn't tried");
            }
            write = next.write().get();
        } catch (Exception e) {
            settled(next.entries());
            next.written().completeExceptionally(e);
            return;
        }
        write.written().whenComplete((_, failure) -> {
            settled(next.entries());
            if (failure == null) {
                next.written().complete(null);
            } else {
                next.written().completeExceptionally(failure);
            }
        });
        var lane = next.before() == null || next.before().lane == null ? freeLane() : next.before().lane;
        next.own().lane = lane;
        lane.add(write);
    }

    private Lane freeLane() {
        var least = lanes.getFirst();
        int leastWaiting = least.waitingEntries();
        for (int i = 1; i < lanes.size() && leastWaiting >= nextLaneFromEntries; i++) {
            int waiting = lanes.get(i).waitingEntries();
            if (waiting < leastWaiting) {
                least = lanes.get(i);
                leastWaiting = waiting;
            }
        }
        return least;
    }

    private void settled(int entries) {
        synchronized (this) {
            queuedEntries -= entries;
        }
        sendHeld();
    }
}
