package io.liveprofile.projections.erasure;

import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.ErasedCustomer;
import io.liveprofile.profile.JournalPage;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.Tombstone;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.projections.Customers;
import io.liveprofile.projections.erasure.Receipt.Buried;
import io.liveprofile.sealing.SubjectKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Does the steps of an erasure. Each can be done again, whole or in part, and comes to the same: whoever finds one that
 * isn't recorded does it.
 */
final class Eraser {
    private static final int AT_ONCE = 4;

    private final Surroundings with;

    /** Which projections haven't taken an entry in yet. */
    @FunctionalInterface
    interface Behind {
        CompletionStage<Set<String>> of(String persistenceId, long sequence, Instant writtenAt);
    }

    /**
     * @param topics the projections that tell other systems
     * @param snapshots removes those of an id that are older than an entry, and tells how many
     */
    record Surroundings(
            CustomerProfiles profiles,
            SubjectKeys keys,
            Behind projections,
            Traces traces,
            BiFunction<String, Long, CompletionStage<Long>> snapshots,
            String entityType,
            Set<String> topics,
            AfterErasure afterErasure,
            Patience patience) {}

    /**
     * How long it takes until every node knows.
     *
     * @param keysForgotten that keys were destroyed
     * @param keysKnown that keys were made anew
     */
    record Patience(Duration keysForgotten, Duration keysKnown) {
        static final Patience OF_THE_NODES = new Patience(SubjectKeys.FORGOTTEN_WITHIN, SubjectKeys.KNOWN_WITHIN);
    }

    Eraser(Surroundings with) {
        this.with = with;
    }

    static Step after(Step step) {
        return Step.values()[Math.min(step.ordinal() + 1, Step.COMPLETE.ordinal())];
    }

    /** What comes after the step that this one has reached. */
    Mono<Done> next(Receipt erasure) {
        return switch (erasure.step()) {
            case ACCEPTED -> count(erasure);
            case COUNTED -> bury(erasure);
            case TOMBSTONE_WRITTEN -> destroyKeys(erasure.tombstones());
            case KEY_DESTROYED -> eraseLinked(erasure);
            case LINKED_IDS_ERASED -> clearReadModels(erasure);
            case READ_MODELS_CLEARED -> tellTopics(erasure);
            case TOPICS_TOLD -> awaitKeysForgotten(erasure);
            case COMPLETE -> Mono.empty();
        };
    }

    private Mono<Done> count(Receipt erasure) {
        return Mono.fromCompletionStage(() -> with.profiles().read(erasure.requestedId()))
                .onErrorResume(Eraser::isErased, _ -> Mono.just(Optional.empty()))
                .flatMap(found -> with.traces()
                        .of(Set.of(found.map(LiveProfile::id)
                                .orElse(erasure.requestedId())
                                .toString()))
                        .map(rows -> new Done.Counted(
                                found.map(profile -> profile.facts().counts().total())
                                        .orElse(0L),
                                rows)));
    }

    private static boolean isErased(Throwable failure) {
        return failure instanceof ErasedCustomer
                || failure instanceof CompletionException wrapped && wrapped.getCause() instanceof ErasedCustomer;
    }

    private Mono<Done> bury(Receipt erasure) {
        return Mono.fromCompletionStage(() -> with.profiles()
                        .erase(erasure.requestedId(), erasure.requestId(), acceptedAt(erasure), Optional.empty()))
                .flatMap(tombstone -> buried(tombstone.orElseThrow()))
                .map(buried -> new Done.Erased(List.of(buried)));
    }

    private static Instant acceptedAt(Receipt erasure) {
        return erasure.steps().getOrDefault(Step.ACCEPTED, Instant.EPOCH);
    }

    private Mono<Buried> buried(Tombstone tombstone) {
        return Mono.fromCompletionStage(() -> with.profiles().journal(tombstone.id(), tombstone.sequence() - 1, 1))
                .map(page -> new Buried(
                        tombstone.id(),
                        tombstone.sequence(),
                        writtenAt(tombstone, page),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Another erasure that has come to its end may have let them begin anew just now: then this one begins again. */
    private static Instant writtenAt(Tombstone tombstone, JournalPage page) {
        return page.entries().stream()
                .filter(entry -> entry.sequence() == tombstone.sequence())
                .map(JournalPage.Written::at)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the tombstone is one of the past: it is written again"));
    }

    private Mono<Done> destroyKeys(List<Buried> buried) {
        return Mono.fromCompletionStage(() -> with.keys().erase(sequences(buried)))
                .map(destroyed -> new Done.Erased(
                        buried.stream().map(each -> destroyed(each, destroyed)).toList()));
    }

    private static Map<String, Long> sequences(List<Buried> buried) {
        return buried.stream().collect(Collectors.toMap(each -> each.id().toString(), Buried::sequence));
    }

    private static Buried destroyed(Buried buried, Map<String, Instant> destroyed) {
        return new Buried(
                buried.id(),
                buried.sequence(),
                buried.at(),
                Optional.ofNullable(destroyed.get(buried.id().toString())),
                buried.reopenedAt());
    }

    private Mono<Done> eraseLinked(Receipt erasure) {
        var customer = erasure.customer().orElseThrow();
        return new LinkedIds(with.profiles())
                .of(customer)
                .flatMapMany(Flux::fromIterable)
                .flatMap(linked -> eraseLinked(erasure, customer.id(), linked), AT_ONCE)
                .collectList()
                .flatMap(this::destroyKeys);
    }

    /** Nothing where it has become somebody else's. */
    private Mono<Buried> eraseLinked(Receipt erasure, CustomerId customer, CustomerId linked) {
        return Mono.fromCompletionStage(() ->
                        with.profiles().erase(linked, erasure.requestId(), acceptedAt(erasure), Optional.of(customer)))
                .flatMap(tombstone -> tombstone.map(this::buried).orElse(Mono.empty()));
    }

    private Mono<Done> clearReadModels(Receipt erasure) {
        return Flux.fromIterable(erasure.tombstones())
                .concatMap(buried -> Mono.fromCompletionStage(
                        () -> with.snapshots().apply(persistenceId(buried), buried.sequence())))
                .reduce(0L, Long::sum)
                .flatMap(snapshots -> behind(erasure).flatMap(behind -> {
                    behind.removeAll(with.topics());
                    return behind.isEmpty()
                            ? left(erasure).map(left -> Done.unless(left, new Done.Cleared(snapshots)))
                            : Mono.just(new Done.Waits("projections: " + String.join(", ", behind)));
                }));
    }

    /** Whoever has begun anew meanwhile was looked for before, and has rows again. */
    private Mono<Optional<String>> left(Receipt erasure) {
        return with.traces()
                .of(erasure.tombstones().stream()
                        .filter(buried -> buried.reopenedAt().isEmpty())
                        .map(buried -> buried.id().toString())
                        .toList())
                .map(rows ->
                        rows.isEmpty() ? Optional.empty() : Optional.of("rows: " + String.join(", ", rows.keySet())));
    }

    private Mono<Done> tellTopics(Receipt erasure) {
        return behind(erasure).map(behind -> {
            behind.retainAll(with.topics());
            return behind.isEmpty() ? new Done.Told() : new Done.Waits("topics: " + String.join(", ", behind));
        });
    }

    private Mono<Set<String>> behind(Receipt erasure) {
        return Flux.fromIterable(erasure.tombstones())
                .concatMap(buried -> Mono.fromCompletionStage(
                        () -> with.projections().of(persistenceId(buried), buried.sequence(), buried.at())))
                .collect(TreeSet::new, Set::addAll);
    }

    private String persistenceId(Buried buried) {
        return Customers.persistenceId(with.entityType(), buried.id());
    }

    /** Both times are the database's. */
    private Mono<Done> awaitKeysForgotten(Receipt erasure) {
        var until = erasure.steps()
                .getOrDefault(Step.LINKED_IDS_ERASED, erasure.readAt())
                .plus(with.patience().keysForgotten());
        if (erasure.readAt().isBefore(until)) {
            return Mono.just(new Done.Waits("keys: until " + until));
        }
        return with.afterErasure() == AfterErasure.START_ANEW ? reopen(erasure) : Mono.just(new Done.Told());
    }

    /**
     * New keys first, and the profiles once every node seals with them: until then all is suppressed. From then on nothing
     * that happens later is lost to a node that still takes them for erased.
     */
    private Mono<Done> reopen(Receipt erasure) {
        return Mono.fromCompletionStage(() -> with.keys().renew(sequences(erasure.tombstones())))
                .flatMap(made -> {
                    var until = made.values().stream()
                            .max(Comparator.naturalOrder())
                            .map(newest -> newest.plus(with.patience().keysKnown()))
                            .orElse(erasure.readAt());
                    return erasure.readAt().isBefore(until)
                            ? Mono.just(new Done.Waits("new keys: until " + until))
                            : reopenAll(erasure);
                });
    }

    /** The customer last: whoever they are seen with must be able to give. */
    private Mono<Done> reopenAll(Receipt erasure) {
        return Flux.fromIterable(erasure.tombstones().reversed())
                .concatMap(buried -> Mono.fromCompletionStage(
                                () -> with.profiles().reopen(buried.id(), buried.sequence(), erasure.readAt()))
                        .map(since -> new Buried(
                                buried.id(), buried.sequence(), buried.at(), buried.keyDestroyedAt(), since)))
                .collectList()
                .map(Done.Erased::new);
    }
}
