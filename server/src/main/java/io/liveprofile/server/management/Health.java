package io.liveprofile.server.management;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Whether a node can do its work, part by part. */
public final class Health {
    private static final long ANSWER_MAX_MILLIS = 3_000;

    private final Map<String, Part> parts;

    public Health(Map<String, Part> parts) {
        this.parts = new LinkedHashMap<>(parts);
    }

    /** One thing that must be well. */
    @FunctionalInterface
    public interface Part {
        CompletionStage<Condition> look();
    }

    /** Well or not, and in words what was seen. */
    public record Condition(boolean ok, String detail) {}

    public record Report(boolean ready, Map<String, Condition> parts) {}

    /** Looks at all parts at once; one that doesn't answer in time isn't well. */
    public CompletionStage<Report> report() {
        var looking = new LinkedHashMap<String, CompletableFuture<Condition>>();
        parts.forEach((name, part) -> looking.put(name, looked(part)));
        return CompletableFuture.allOf(looking.values().toArray(CompletableFuture[]::new))
                .thenApply(_ -> {
                    var found = new LinkedHashMap<String, Condition>();
                    looking.forEach((name, condition) -> found.put(name, condition.join()));
                    return new Report(found.values().stream().allMatch(Condition::ok), found);
                });
    }

    private static CompletableFuture<Condition> looked(Part part) {
        return part.look()
                .toCompletableFuture()
                .completeOnTimeout(
                        new Condition(false, "no answer in " + ANSWER_MAX_MILLIS + " ms"),
                        ANSWER_MAX_MILLIS,
                        TimeUnit.MILLISECONDS)
                .exceptionally(e -> new Condition(false, Reasons.of(e)));
    }
}
