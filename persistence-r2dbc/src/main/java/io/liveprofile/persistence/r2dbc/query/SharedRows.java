package io.liveprofile.persistence.r2dbc.query;

import io.liveprofile.persistence.r2dbc.query.SliceRows.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One slice range, read for several readers who follow each other closely: what lies before a safe point never changes, so
 * whoever comes to it soon after another finds it here. Keeps a bounded number of the bytes read last, and none for long:
 * who follows closely comes soon, and a node to which nobody tells anything holds nothing.
 */
final class SharedRows {
    /** What a stretch takes beside the bytes of its events, and what a row does. */
    private static final long OVERHEAD_BYTES = 256;

    static final Duration KEPT = Duration.ofSeconds(10);

    private final Reads reads;
    private final long bytesMax;
    private final LongSupplier nanoTime;
    private final NavigableMap<Position, Stretch> stretches = new TreeMap<>();
    private final Deque<Stretch> ages = new ArrayDeque<>();
    private final Map<Position, CompletableFuture<Stretch>> underWay = new HashMap<>();
    private long bytes;

    @FunctionalInterface
    interface Reads {
        CompletionStage<Found> read(Position after, Instant upTo);
    }

    private record Stretch(Position after, Found found, long bytes, long keptAtNanos) {
        static Stretch of(Position after, Found found, long now) {
            long bytes = OVERHEAD_BYTES;
            for (var row : found.rows()) {
                bytes += OVERHEAD_BYTES + row.event().bytes().length;
            }
            return new Stretch(after, found, bytes, now);
        }

        boolean goesOnBehind(Position position) {
            return position.isBefore(found.to());
        }

        Found between(Position from, Position end) {
            boolean isWhole = from.equals(after) && !end.isBefore(found.to());
            return isWhole
                    ? found
                    : new Found(
                            found.rows().stream()
                                    .filter(row -> from.isBefore(row.position())
                                            && row.position().isBefore(end))
                                    .toList(),
                            false,
                            end.isBefore(found.to()) ? end : found.to());
        }
    }

    /** @param nanoTime as {@link System#nanoTime} tells it */
    SharedRows(Reads reads, long bytesMax, LongSupplier nanoTime) {
        this.reads = reads;
        this.bytesMax = bytesMax;
        this.nanoTime = nanoTime;
    }

    CompletionStage<Found> read(Position after, Instant upTo) {
        CompletableFuture<Stretch> answer;
        boolean isMine;
        synchronized (this) {
            dropOld();
            var known = find(after);
            if (known != null) {
                return within(known, after, upTo);
            }
            @Nullable CompletableFuture<Stretch> asked = underWay.get(after);
            isMine = asked == null;
            answer = asked == null ? new CompletableFuture<>() : asked;
            underWay.put(after, answer);
        }
        if (isMine) {
            start(after, upTo, answer);
        }
        return answer.thenCompose(stretch -> within(stretch, after, upTo));
    }

    private @Nullable Stretch find(Position after) {
        var nearest = stretches.floorEntry(after);
        return nearest != null && nearest.getValue().goesOnBehind(after) ? nearest.getValue() : null;
    }

    private CompletionStage<Found> within(Stretch stretch, Position after, Instant upTo) {
        var end = Position.before(upTo);
        var found = stretch.between(after, end);
        return found.rows().isEmpty() && found.to().isBefore(end)
                ? read(found.to(), upTo)
                : CompletableFuture.completedFuture(found);
    }

    private void start(Position after, Instant upTo, CompletableFuture<Stretch> answer) {
        CompletionStage<Found> read;
        try {
            read = reads.read(after, upTo);
        } catch (RuntimeException e) {
            read = CompletableFuture.failedStage(e);
        }
        read.whenComplete((found, failure) -> {
            if (failure == null) {
                var stretch = Stretch.of(after, found, nanoTime.getAsLong());
                keep(stretch);
                answer.complete(stretch);
            } else {
                forget(after);
                answer.completeExceptionally(failure);
            }
        });
    }

    private synchronized void keep(Stretch stretch) {
        underWay.remove(stretch.after());
        if (stretch.bytes() > bytesMax) {
            return;
        }
        stretches.put(stretch.after(), stretch);
        ages.add(stretch);
        bytes += stretch.bytes();
        while (bytes > bytesMax) {
            dropOldest();
        }
    }

    private void dropOld() {
        long before = nanoTime.getAsLong() - KEPT.toNanos();
        while (!ages.isEmpty() && ages.element().keptAtNanos() - before < 0) {
            dropOldest();
        }
    }

    private void dropOldest() {
        var oldest = ages.remove();
        stretches.remove(oldest.after());
        bytes -= oldest.bytes();
    }

    private synchronized void forget(Position after) {
        underWay.remove(after);
    }
}
