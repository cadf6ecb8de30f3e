package io.liveprofile.sealing;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One question at a time: whoever asks while one is under way shares the next with all others who do. A lone one is asked at
 * once. Many partitions that each meet a new customer now and then would else commit a row each, many times a second.
 */
final class SharedAsking<K, V> {
    private final Function<Set<K>, CompletionStage<Map<K, V>>> ask;
    private final Duration answerMax;
    private Set<K> wanted = new HashSet<>();
    private CompletableFuture<Map<K, V>> next = new CompletableFuture<>();
    private boolean busy;

    /**
     * @param answerMax one that hangs fails after this, or nobody's question would ever be asked again
     * @param ask for as many as askers can want at once; a failure is each one's who shares it
     */
    SharedAsking(Duration answerMax, Function<Set<K>, CompletionStage<Map<K, V>>> ask) {
        this.answerMax = answerMax;
        this.ask = ask;
    }

    /** Of what was asked for, what there is. */
    CompletionStage<Map<K, V>> of(Set<K> keys) {
        CompletableFuture<Map<K, V>> answer;
        synchronized (this) {
            wanted.addAll(keys);
            answer = next;
        }
        askNext();
        return answer.thenApply(all -> {
            var own = new HashMap<K, V>();
            keys.forEach(key -> {
                var value = all.get(key);
                if (value != null) {
                    own.put(key, value);
                }
            });
            return own;
        });
    }

    private void askNext() {
        Set<K> keys;
        CompletableFuture<Map<K, V>> answer;
        synchronized (this) {
            if (busy || wanted.isEmpty()) {
                return;
            }
            busy = true;
            keys = wanted;
            answer = next;
            wanted = new HashSet<>();
            next = new CompletableFuture<>();
        }
        asked(keys).whenComplete((found, failure) -> {
            synchronized (this) {
                busy = false;
            }
            askNext();
            if (failure == null) {
                answer.complete(found);
            } else {
                answer.completeExceptionally(failure);
            }
        });
    }

    private CompletionStage<Map<K, V>> asked(Set<K> keys) {
        try {
            return ask.apply(keys).toCompletableFuture().copy().orTimeout(answerMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
