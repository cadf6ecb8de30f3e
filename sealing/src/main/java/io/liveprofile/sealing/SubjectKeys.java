package io.liveprofile.sealing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** The keys of all subjects: found or made, many in one round trip, and kept for those that come again soon. */
public final class SubjectKeys {
    /** After this nobody opens or seals anything by a key that was destroyed, on whichever node. */
    public static final Duration FORGOTTEN_WITHIN = Duration.ofSeconds(10);

    private static final int FIRST_VERSION = 1;

    /** Nothing was erased in the future. */
    private static final Duration AGES = Duration.ofDays(3_650);

    /** Two nodes that make the same key at once both see it at the second attempt. */
    private static final int ATTEMPTS_MAX = 5;

    private final SubjectKeyTable table;
    private final MasterKey master;
    private final Cache<String, Optional<SubjectKey>> cache;
    private final ErasureNews news;

    private SubjectKeys(SubjectKeyTable table, MasterKey master, int keysKeptMax, Instant now) {
        this.table = table;
        this.master = master;
        this.cache = Caffeine.newBuilder().maximumSize(keysKeptMax).build();
        this.news = new ErasureNews(
                since -> table.erasedSince(since)
                        .doOnNext(told -> told.subjects().forEach(this::forget))
                        .map(SubjectKeyTable.Told::at)
                        .toFuture(),
                now,
                System::nanoTime);
    }

    /** Makes the table where it is missing. */
    public static CompletionStage<SubjectKeys> start(ConnectionFactory connections, MasterKey master, int keysKeptMax) {
        var table = new SubjectKeyTable(connections);
        return table.define()
                .then(table.erasedSince(Instant.now().plus(AGES)))
                .map(begin -> new SubjectKeys(table, master, keysKeptMax, begin.at()))
                .toFuture();
    }

    private void forget(String subject) {
        cache.put(subject, Optional.empty());
    }

    /**
     * Destroys the keys of these subjects, for good: what was sealed with them opens no more, and they get no new ones. This
     * node knows at once, the others within {@link #FORGOTTEN_WITHIN}.
     *
     * @return when each was destroyed: now, or before
     */
    public CompletionStage<Map<String, Instant>> erase(Collection<String> subjects) {
        return subjects.isEmpty()
                ? CompletableFuture.completedFuture(Map.of())
                : table.erase(subjects)
                        .doOnNext(erased -> erased.keySet().forEach(this::forget))
                        .toFuture();
    }

    /** The key of each subject, made at first sight; a subject that was erased is missing from the answer. */
    public CompletionStage<Map<String, SubjectKey>> of(Collection<String> subjects) {
        var found = new HashMap<String, SubjectKey>();
        var missing = new HashSet<String>();
        boolean reliable = news.isFresh();
        for (var subject : subjects) {
            var kept = reliable ? cache.getIfPresent(subject) : null;
            if (kept == null) {
                missing.add(subject);
            } else {
                kept.ifPresent(key -> found.put(subject, key));
            }
        }
        return missing.isEmpty()
                ? CompletableFuture.completedFuture(found)
                : fetch(missing, 1)
                        .map(fetched -> {
                            found.putAll(fetched);
                            return (Map<String, SubjectKey>) found;
                        })
                        .toFuture();
    }

    /**
     * What was sealed, in the order given: each names its subject. Empty where the subject was erased, or where it was
     * sealed for another field or not by us.
     */
    public CompletionStage<List<Optional<byte[]>>> open(List<SealedValue> values) {
        var subjects = new HashSet<String>();
        values.forEach(value -> SealedForm.subjectOf(value.bytes()).ifPresent(subjects::add));
        return of(subjects)
                .thenApply(keys ->
                        values.stream().map(value -> opened(value, keys)).toList());
    }

    private static Optional<byte[]> opened(SealedValue value, Map<String, SubjectKey> keys) {
        return SealedForm.subjectOf(value.bytes())
                .flatMap(subject -> Optional.ofNullable(keys.get(subject)))
                .flatMap(key -> {
                    try {
                        return Optional.of(key.open(value.field(), value.bytes()));
                    } catch (IllegalArgumentException notOurs) {
                        return Optional.empty();
                    }
                });
    }

    private Mono<Map<String, SubjectKey>> fetch(Set<String> subjects, int attempt) {
        var candidates = new HashMap<String, byte[]>();
        subjects.forEach(subject -> candidates.put(
                subject, master.wrap(subject, FIRST_VERSION, Aes.ofThread().key())));
        return table.findOrMake(candidates).collectList().flatMap(rows -> {
            var fetched = new HashMap<String, SubjectKey>();
            var unanswered = new HashSet<>(subjects);
            for (var row : rows) {
                var key = unwrapped(row);
                cache.put(row.subject(), key);
                key.ifPresent(live -> fetched.put(row.subject(), live));
                unanswered.remove(row.subject());
            }
            if (unanswered.isEmpty()) {
                return Mono.just(fetched);
            }
            if (attempt == ATTEMPTS_MAX) {
                return Mono.error(new IllegalStateException(
                        "the keys of " + unanswered.size() + " subjects could neither be made nor found"));
            }
            return fetch(unanswered, attempt + 1).map(rest -> {
                fetched.putAll(rest);
                return fetched;
            });
        });
    }

    private Optional<SubjectKey> unwrapped(SubjectKeyTable.Row row) {
        var wrapped = row.wrapped();
        return wrapped == null
                ? Optional.empty()
                : Optional.of(new SubjectKey(
                        row.subject(), row.version(), master.unwrap(row.subject(), row.version(), wrapped)));
    }
}
