package io.liveprofile.persistence.r2dbc.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A table with a primary key behind a connection that answers when, and only if, a test says so; and its own clock. */
final class FakeTarget implements FlushTarget, Pauses {
    record Key(String persistenceId, long sequenceNr) {}

    private record Out(List<Write> writes, CompletableFuture<Void> answer) {}

    final Map<Key, String> table;
    final Set<String> poisonous;
    final List<Integer> flushSizes = new ArrayList<>();
    private final ArrayDeque<Out> out = new ArrayDeque<>();
    boolean closed;
    private long nanos;

    FakeTarget() {
        this(new LinkedHashMap<>(), new HashSet<>());
    }

    private FakeTarget(Map<Key, String> table, Set<String> poisonous) {
        this.table = table;
        this.poisonous = poisonous;
    }

    /** Another connection to the same table. */
    FakeTarget beside() {
        return new FakeTarget(table, poisonous);
    }

    @Override
    public CompletionStage<Void> flush(List<Write> writes) {
        if (!out.isEmpty()) {
            throw new AssertionError("two flushes at a time on one lane");
        }
        flushSizes.add(writes.size());
        var answer = new CompletableFuture<Void>();
        out.add(new Out(List.copyOf(writes), answer));
        return answer;
    }

    int underWay() {
        return out.size();
    }

    /** PostgreSQL takes the statement in, all or nothing, and its answer arrives. */
    void answer() {
        var flush = out.remove();
        var refusal = execute(flush.writes());
        if (refusal == null) {
            flush.answer().complete(null);
        } else {
            flush.answer().completeExceptionally(refusal);
        }
    }

    /** The connection breaks before the statement has reached PostgreSQL. */
    void loseQuestion() {
        lose(out.remove());
    }

    /** PostgreSQL takes the statement in, and the connection breaks under the answer. */
    void loseAnswer() {
        var flush = out.remove();
        execute(flush.writes());
        lose(flush);
    }

    private static void lose(Out flush) {
        flush.answer().completeExceptionally(new Lost("gone", new IOException("connection reset")));
    }

    void answerAll() {
        while (!out.isEmpty()) {
            answer();
        }
    }

    @org.jspecify.annotations.Nullable
    RuntimeException execute(List<Write> writes) {
        var rows = new LinkedHashMap<Key, String>();
        for (var write : writes) {
            for (var entry : write.entries()) {
                if (poisonous.contains(entry.manifest())) {
                    return new IllegalArgumentException("refused: " + entry.manifest());
                }
                var key = new Key(entry.persistenceId(), entry.sequenceNr());
                if (table.containsKey(key) || rows.put(key, entry.writer()) != null) {
                    return new Taken(new IllegalStateException(key.toString()));
                }
            }
        }
        table.putAll(rows);
        return null;
    }

    @Override
    public CompletionStage<Boolean> isWritten(Write write) {
        return CompletableFuture.completedFuture(write.entries().stream()
                .allMatch(
                        entry -> entry.writer().equals(table.get(new Key(entry.persistenceId(), entry.sequenceNr())))));
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public CompletionStage<Void> pause(Duration duration) {
        nanos += duration.toNanos();
        return CompletableFuture.completedFuture(null);
    }

    static Write write(String persistenceId, long sequenceNr, String writer, String manifest) {
        return new Write(
                persistenceId,
                List.of(new Entry(
                        1, "Test", persistenceId, sequenceNr, 20, manifest, new byte[100], writer, "", null, null)));
    }
}
