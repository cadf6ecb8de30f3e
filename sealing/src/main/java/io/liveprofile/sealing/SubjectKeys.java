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

    /** After this every node seals with a key that was made anew. */
    public static final Duration KNOWN_WITHIN = Duration.ofSeconds(2);

    /** For so long it is believed that a subject has no key: not asked about each of their records, and soon again. */
    private static final Duration ABSENCE_KEPT = Duration.ofSeconds(1);

    private static final int FIRST_VERSION = 1;

    /** Nothing was erased in the future. */
    private static final Duration AGES = Duration.ofDays(3_650);

    /** Two nodes that make the same key at once both see it at the second attempt. */
    private static final int ATTEMPTS_MAX = 5;

    private static final int FIRST_ATTEMPT = 1;

    /** Whoever needs a key asks again: a connection that hangs must not hold up all. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private final SubjectKeyTable table;
    private final MasterKey master;
    private final Cache<String, SubjectKey> cache;

    /** Since when, by {@link System#nanoTime}, it is known of a subject that it has none. */
    private final Cache<String, Long> erased;

    private final ErasureNews news;
    private final SharedAsking<String, SubjectKey> asking = new SharedAsking<>(
            ANSWER_MAX, subjects -> fetch(subjects, FIRST_ATTEMPT).toFuture());

    private SubjectKeys(SubjectKeyTable table, MasterKey master, int keysKeptMax, Instant now) {
        this.table = table;
        this.master = master;
        this.cache = Caffeine.newBuilder().maximumSize(keysKeptMax).build();
        this.erased = Caffeine.newBuilder()
                .maximumSize(keysKeptMax)
                .expireAfterWrite(ABSENCE_KEPT)
                .build();
        this.news = new ErasureNews(
                since -> table.changedSince(since)
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
                .then(table.changedSince(Instant.now().plus(AGES)))
                .map(begin -> new SubjectKeys(table, master, keysKeptMax, begin.at()))
                .toFuture();
    }

    /** And whatever is there is asked for: the key, another one, or none. */
    private void forget(String subject) {
        cache.invalidate(subject);
    }

    /**
     * Destroys the keys of these subjects, for good: what was sealed with them opens no more, and they get no new ones unless
     * {@linkplain #renew it is asked for}. This node knows at once, the others within {@link #FORGOTTEN_WITHIN}.
     *
     * @param tombstones by subject, the sequence number of the entry that ends it: a key that follows it stays
     * @return when each was destroyed: now, or before
     */
    public CompletionStage<Map<String, Instant>> erase(Map<String, Long> tombstones) {
        return tombstones.isEmpty()
                ? CompletableFuture.completedFuture(Map.of())
                : table.erase(tombstones)
                        .doOnNext(destroyed -> destroyed.keySet().forEach(this::forget))
                        .toFuture();
    }

    /**
     * Makes each of these subjects, whose keys were destroyed, a new one. Once for each tombstone: asking again finds what
     * was made. Every node uses it within {@link #KNOWN_WITHIN}.
     *
     * @param tombstones by subject, the sequence number of the entry that its key follows
     * @return when each was made
     */
    public CompletionStage<Map<String, Instant>> renew(Map<String, Long> tombstones) {
        return tombstones.isEmpty()
                ? CompletableFuture.completedFuture(Map.of())
                : table.newest(tombstones.keySet())
                        .filter(newest ->
                                newest.erased() && newest.follows() < tombstones.getOrDefault(newest.subject(), 0L))
                        .map(newest -> renewal(newest.subject(), newest.version() + 1, tombstones))
                        .collectList()
                        .flatMap(table::renew)
                        .then(Mono.defer(() -> table.renewed(tombstones)))
                        .toFuture();
    }

    private SubjectKeyTable.Renewal renewal(String subject, int version, Map<String, Long> tombstones) {
        return new SubjectKeyTable.Renewal(
                subject,
                version,
                master.wrap(subject, version, Aes.ofThread().key()),
                tombstones.getOrDefault(subject, 0L));
    }

    /** The key of each subject, made at first sight; a subject that was erased is missing from the answer. */
    public CompletionStage<Map<String, SubjectKey>> of(Collection<String> subjects) {
        var found = new HashMap<String, SubjectKey>();
        var missing = new HashSet<String>();
        boolean reliable = news.isFresh();
        for (var subject : subjects) {
            var kept = reliable ? cache.getIfPresent(subject) : null;
            if (kept != null) {
                found.put(subject, kept);
            } else if (!isErased(subject)) {
                missing.add(subject);
            }
        }
        return missing.isEmpty()
                ? CompletableFuture.completedFuture(found)
                : asking.of(missing).thenApply(fetched -> {
                    found.putAll(fetched);
                    return found;
                });
    }

    private boolean isErased(String subject) {
        var since = erased.getIfPresent(subject);
        return since != null && System.nanoTime() - since < ABSENCE_KEPT.toNanos();
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
        long asked = System.nanoTime();
        return table.findOrMake(candidates).collectList().flatMap(rows -> {
            var fetched = new HashMap<String, SubjectKey>();
            var unanswered = new HashSet<>(subjects);
            for (var row : rows) {
                unwrapped(row)
                        .ifPresentOrElse(
                                key -> {
                                    cache.put(row.subject(), key);
                                    fetched.put(row.subject(), key);
                                },
                                () -> erased.put(row.subject(), asked));
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
                        row.subject(),
                        row.version(),
                        row.version() == FIRST_VERSION
                                ? Long.MIN_VALUE
                                : row.madeAt().toEpochMilli(),
                        master.unwrap(row.subject(), row.version(), wrapped)));
    }
}
