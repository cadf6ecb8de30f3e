package io.liveprofile.persistence.r2dbc.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What one persistent actor wants written, all of it or nothing, and who is told. */
record Write(String persistenceId, List<Entry> entries, int bytes, CompletableFuture<Void> written) {

    Write(String persistenceId, List<Entry> entries) {
        this(
                persistenceId,
                List.copyOf(entries),
                entries.stream().mapToInt(Entry::bytes).sum(),
                new CompletableFuture<>());
    }

    boolean follows(Write earlier) {
        return persistenceId.equals(earlier.persistenceId)
                && entries.getFirst().writer().equals(earlier.entries.getFirst().writer());
    }
}
