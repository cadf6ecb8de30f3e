package io.liveprofile.ingest;

import io.liveprofile.profile.After;
import io.liveprofile.profile.AsOf;
import io.liveprofile.profile.Change;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.JournalPage;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.ReadAfter;
import io.liveprofile.profile.Subscription;
import io.liveprofile.profile.Timeline;
import io.liveprofile.profile.Tombstone;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.Reason;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.domain.judgement.Signal;
import io.liveprofile.profile.rules.RulesFolder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Profiles without a cluster and a journal; refuses what it is told to, and fails for as long as it is told to. */
final class FakeCustomerProfiles implements CustomerProfiles {
    private static final Rules RULES = RulesFolder.OF_THE_SERVICE.read();
    final AtomicInteger failuresToCome = new AtomicInteger();
    /** Takes it in, and its answer is lost. */
    final AtomicInteger answersToLose = new AtomicInteger();

    volatile String refusedName = "Refused";
    final List<Interaction> observed = new CopyOnWriteArrayList<>();
    private final Map<CustomerId, Profile> profiles = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<List<Verdict>> observe(CustomerId id, List<Interaction> interactions) {
        if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return CompletableFuture.failedFuture(new IllegalStateException("the database is away"));
        }
        if (interactions.stream().anyMatch(each -> each.name().equals(refusedName))) {
            return CompletableFuture.completedFuture(interactions.stream()
                    .<Verdict>map(_ -> new Verdict.Refused(Reason.NOT_IN_CONTRACT, "refused by the profile"))
                    .toList());
        }
        synchronized (this) {
            var profile = profiles.getOrDefault(id, Profile.NEW);
            var outcome = profile.observe(interactions, KnownIds.NONE, RULES);
            outcome.event().ifPresent(event -> {
                profiles.put(id, profile.apply(event));
                observed.addAll(interactions);
            });
            return answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                    ? CompletableFuture.failedFuture(new TimeoutException("no answer in time"))
                    : CompletableFuture.completedFuture(outcome.verdicts());
        }
    }

    @Override
    public CompletionStage<Optional<LiveProfile>> read(CustomerId id) {
        return CompletableFuture.completedFuture(Optional.ofNullable(profiles.get(id))
                .map(profile -> new LiveProfile(id, id, 1, profile.facts(), profile.links(), profile.judged())));
    }

    @Override
    public CompletionStage<Decision> decide(CustomerId id, Decision.Attempt attempt) {
        throw new UnsupportedOperationException("nobody asks for decisions here");
    }

    @Override
    public CompletionStage<Optional<Signal>> review(
            CustomerId id, String signalId, Review.Verdict verdict, String by, Instant at) {
        throw new UnsupportedOperationException("nobody reviews here");
    }

    @Override
    public CompletionStage<NextLook> lookAgain(CustomerId id, Instant at) {
        throw new UnsupportedOperationException("nobody wakes here");
    }

    @Override
    public CompletionStage<Optional<Tombstone>> erase(
            CustomerId id, String requestId, Instant at, Optional<CustomerId> giverTo) {
        throw new UnsupportedOperationException("ingest erases nobody itself");
    }

    @Override
    public CompletionStage<Optional<Instant>> reopen(CustomerId id, long tombstone, Instant at) {
        throw new UnsupportedOperationException("nobody begins anew here");
    }

    @Override
    public CompletionStage<JournalPage> journal(CustomerId id, long after, int max) {
        throw new UnsupportedOperationException("ingest looks at no past");
    }

    @Override
    public Rules rules() {
        return RULES;
    }

    @Override
    public CompletionStage<ReadAfter> readAfter(CustomerId id, After after, Duration wait) {
        throw new UnsupportedOperationException("ingest waits for nothing");
    }

    @Override
    public Subscription subscribe(CustomerId id, OptionalLong after, Consumer<Change> listener) {
        throw new UnsupportedOperationException("ingest listens to nobody");
    }

    @Override
    public CompletionStage<Optional<LiveProfile>> asOf(CustomerId id, AsOf point) {
        throw new UnsupportedOperationException("ingest looks at no past");
    }

    @Override
    public CompletionStage<Optional<Timeline>> timeline(CustomerId id, Timeline.Query query) {
        throw new UnsupportedOperationException("ingest looks at no past");
    }

    long total() {
        return profiles.values().stream()
                .mapToLong(profile -> profile.facts().counts().total())
                .sum();
    }
}
