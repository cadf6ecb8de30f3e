package io.liveprofile.persistence.r2dbc.journal;

import io.liveprofile.persistence.r2dbc.Slices;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes of different persistence ids that arrive while a flush is out go into the next one. */
final class GroupCommit {
    private final List<Lane> lanes;
    private final int queueEntriesMax;
    private final ConcurrentHashMap<String, CompletableFuture<Void>> pending = new ConcurrentHashMap<>();
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
            @Nullable CompletableFuture<Void> before,
            CompletableFuture<Void> written) {}

    GroupCommit(List<Lane> lanes, int queueEntriesMax) {
        this.lanes = lanes;
        this.queueEntriesMax = queueEntriesMax;
    }

    /** Answers when everything is committed. {@code write} is asked for once there is room. */
    CompletionStage<Void> add(String persistenceId, int entries, Supplier<Write> write) {
        var written = new CompletableFuture<Void>();
        var before = pending.get(persistenceId);
        var last = before == null ? written : CompletableFuture.allOf(before, written);
        pending.put(persistenceId, last);
        last.whenComplete((_, _) -> pending.remove(persistenceId, last));
        synchronized (this) {
            held.add(new Held(entries, write, before, written));
        }
        sendHeld();
        return written;
    }

    /** The writes of an id that are under way: whoever reads the id's highest sequence number waits for them. */
    Optional<CompletionStage<Void>> pending(String persistenceId) {
        return Optional.ofNullable(pending.get(persistenceId));
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
            if (next.before() != null && next.before().isCompletedExceptionally()) {
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
        lanes.get(Slices.of(write.persistenceId()) % lanes.size()).add(write);
    }

    private void settled(int entries) {
        synchronized (this) {
            queuedEntries -= entries;
        }
        sendHeld();
    }
}
