package io.liveprofile.api;

import io.liveprofile.ingest.quarantine.Quarantine;
import io.liveprofile.ingest.quarantine.RawRecord;
import io.liveprofile.ingest.quarantine.Source;
import io.liveprofile.ingest.quarantine.Waiting;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.profile.domain.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Holds one record of a customer, and one of an erased customer; remembers what it was told. */
final class FakeQuarantine implements Quarantine {
    static final String OPEN = "customer-events:3:17";
    static final String ERASED = "customer-events:3:18";
    static final String NOT_WHOLE = "customer-events:3:19";

    final List<String> told = new ArrayList<>();

    private static final Waiting WAITING = waiting(17);

    private static Waiting waiting(long offset) {
        return new Waiting(
                new Source.Read(new Origin("customer-events", 3, offset), 0),
                Reason.NOT_IN_CONTRACT,
                "/properties/total must be a number",
                Instant.parse("2026-11-20T10:00:00Z"),
                Optional.of("user_id:ava"),
                120,
                true);
    }

    @Override
    public CompletionStage<Page> list(Filter filter, Optional<String> cursor, int limit) {
        told.add("list " + filter.reason() + " " + filter.topic() + " " + limit);
        return CompletableFuture.completedFuture(new Page(
                List.of(WAITING, waiting(18)), Optional.of("bmV4dA"), Map.of(Reason.NOT_IN_CONTRACT, 2L), false));
    }

    @Override
    public CompletionStage<Optional<Waiting>> find(String id) {
        return CompletableFuture.completedFuture(Optional.of(WAITING).filter(_ -> id.equals(OPEN)));
    }

    @Override
    public CompletionStage<Optional<Shown>> show(String id) {
        return CompletableFuture.completedFuture(
                switch (id) {
                    case OPEN ->
                        Optional.of(new Shown.Opened(
                                WAITING,
                                new RawRecord(
                                        1_763_632_800_000L,
                                        "ava".getBytes(StandardCharsets.UTF_8),
                                        new byte[] {(byte) 0xFF, 0},
                                        List.of())));
                    case ERASED -> Optional.of(new Shown.Erased(waiting(18)));
                    default -> Optional.empty();
                });
    }

    @Override
    public CompletionStage<Outcome> replay(String id, Optional<byte[]> edited) {
        told.add("replay " + id
                + edited.map(bytes -> " " + new String(bytes, StandardCharsets.UTF_8))
                        .orElse(""));
        return outcome(id);
    }

    @Override
    public CompletionStage<Outcome> discard(String id) {
        told.add("discard " + id);
        return id.equals(OPEN) || id.equals(ERASED)
                ? CompletableFuture.completedFuture(Outcome.DONE)
                : CompletableFuture.completedFuture(Outcome.NOT_WAITING);
    }

    private static CompletionStage<Outcome> outcome(String id) {
        return CompletableFuture.completedFuture(
                switch (id) {
                    case OPEN -> Outcome.DONE;
                    case ERASED -> Outcome.ERASED;
                    case NOT_WHOLE -> Outcome.NOT_WHOLE;
                    default -> Outcome.NOT_WAITING;
                });
    }
}
