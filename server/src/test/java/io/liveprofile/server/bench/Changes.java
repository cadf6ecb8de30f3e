package io.liveprofile.server.bench;

import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * What the readers of streams have heard of, and when: each event is known by how often the probe's name is counted. Heard on
 * one thread.
 */
final class Changes implements BiConsumer<Integer, String> {
    private final int readers;
    private final BitSet begun = new BitSet();
    private final CompletableFuture<Void> allBegun = new CompletableFuture<>();
    private final Map<Integer, Awaited> awaited = new ConcurrentHashMap<>();

    private record Awaited(String text, CompletableFuture<Long> seen) {}

    Changes(int readers) {
        this.readers = readers;
    }

    @Override
    public void accept(Integer reader, String event) {
        long now = System.nanoTime();
        if (!allBegun.isDone()) {
            begun.set(reader);
            if (begun.cardinality() == readers) {
                allBegun.complete(null);
            }
        }
        var waiting = awaited.get(reader);
        if (waiting != null && event.contains(waiting.text())) {
            awaited.remove(reader, waiting);
            waiting.seen().complete(now);
        }
    }

    /** When each reader was told how its customer stands. */
    CompletableFuture<Void> allBegun() {
        return allBegun;
    }

    /** Completes with the {@link System#nanoTime()} at which the reader saw the count. */
    CompletableFuture<Long> awaited(int reader, int count) {
        var seen = new CompletableFuture<Long>();
        awaited.put(reader, new Awaited("\"" + Probes.NAME + "\":" + count, seen));
        return seen;
    }
}
