package io.liveprofile.persistence.r2dbc.query;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The safe read point, shared by all queries of a node: however many ask at once, one look is under way and one more is
 * waiting. An answer always comes from a look that began after the question, so that it covers what the asker knows to
 * be committed.
 */
final class Horizon {
    private final Supplier<CompletionStage<SafePoint>> look;
    private @Nullable CompletableFuture<SafePoint> underWay;
    private @Nullable CompletableFuture<SafePoint> waiting;

    Horizon(Supplier<CompletionStage<SafePoint>> look) {
        this.look = look;
    }

    CompletionStage<SafePoint> next() {
        CompletableFuture<SafePoint> mine;
        synchronized (this) {
            if (underWay != null) {
                if (waiting == null) {
                    waiting = new CompletableFuture<>();
                }
                return waiting.copy();
            }
            mine = new CompletableFuture<>();
            underWay = mine;
        }
        start(mine);
        return mine.copy();
    }

    private void start(CompletableFuture<SafePoint> answer) {
        CompletionStage<SafePoint> asked;
        try {
            asked = look.get();
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedStage(e);
        }
        asked.whenComplete((point, failure) -> {
            CompletableFuture<SafePoint> following;
            synchronized (this) {
                following = waiting;
                underWay = following;
                waiting = null;
            }
            if (following != null) {
                start(following);
            }
            if (failure == null) {
                answer.complete(point);
            } else {
                answer.completeExceptionally(failure);
            }
        });
    }
}
