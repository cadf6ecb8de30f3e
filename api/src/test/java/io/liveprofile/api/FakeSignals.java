package io.liveprofile.api;

import io.liveprofile.profile.Subscription;
import io.liveprofile.projections.outgoing.SignalFeed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** One partition, of which seven signals were told; or none at all. */
final class FakeSignals implements SignalFeed {
    final List<Consumer<Told>> listeners = new CopyOnWriteArrayList<>();
    final List<Position> begun = new CopyOnWriteArrayList<>();
    volatile boolean away;

    void raise(long offset, String kind) {
        tell(new Told.Noticed(
                new Position(List.of(offset + 1)),
                kind,
                ("{\"kind\":\"" + kind + "\"}").getBytes(StandardCharsets.UTF_8)));
    }

    void tell(Told told) {
        listeners.forEach(listener -> listener.accept(told));
    }

    @Override
    public CompletionStage<Position> now() {
        return away
                ? CompletableFuture.failedFuture(new IllegalStateException("no broker"))
                : CompletableFuture.completedFuture(new Position(List.of(7L)));
    }

    @Override
    public Subscription follow(Position after, Consumer<Told> listener) {
        begun.add(after);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
