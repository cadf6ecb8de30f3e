package io.liveprofile.api;

import io.liveprofile.ingest.collector.Collector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers as it is told to, and remembers what it was given. */
final class FakeCollector implements Collector {
    final List<String> taken = new ArrayList<>();
    volatile Answer next = new Answer.Taken(1, List.of());

    FakeCollector answering(Answer answer) {
        next = answer;
        return this;
    }

    @Override
    public int bodyBytesMax() {
        return 1_000;
    }

    @Override
    public CompletionStage<Answer> take(Kind kind, byte[] body) {
        taken.add(kind + " " + new String(body, StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(next);
    }
}
