package io.liveprofile.server.bench;

import java.util.BitSet;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * What the readers of streams have heard of, and when: an event tells how often the probe's name was counted, and so which
 * probes are in it. Heard on one thread.
 */
final class Changes implements BiConsumer<Integer, String> {
    private static final Pattern COUNT = Pattern.compile("\"" + Probes.NAME + "\":(\\d+)");

    private final int readers;
    private final BitSet begun = new BitSet();
    private final CompletableFuture<Void> allBegun = new CompletableFuture<>();
    private final Map<Integer, Queue<Awaited>> awaited = new ConcurrentHashMap<>();

    private record Awaited(int count, CompletableFuture<Long> seen) {}

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
        var count = COUNT.matcher(event);
        if (count.find()) {
            seen(of(reader), Integer.parseInt(count.group(1)), now);
        }
    }

    /** A batch of several probes is one event. */
    private static void seen(Queue<Awaited> waiting, int count, long now) {
        for (var next = waiting.peek(); next != null && next.count() <= count; next = waiting.peek()) {
            waiting.remove();
            next.seen().complete(now);
        }
    }

    private Queue<Awaited> of(int reader) {
        return awaited.computeIfAbsent(reader, _ -> new ConcurrentLinkedQueue<>());
    }

    /** When each reader was told how its customer stands. */
    CompletableFuture<Void> allBegun() {
        return allBegun;
    }

    /** Completes with the {@link System#nanoTime()} at which the reader saw the count. */
    CompletableFuture<Long> awaited(int reader, int count) {
        var seen = new CompletableFuture<Long>();
        of(reader).add(new Awaited(count, seen));
        return seen;
    }
}
