package io.liveprofile.persistence.r2dbc.journal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Failures of stages, whichever way they come. */
final class Answers {
    private Answers() {}

    /** What is thrown on the spot is an answer, too. */
    static <A> CompletableFuture<A> of(Supplier<CompletionStage<A>> question) {
        try {
            return question.get().toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
