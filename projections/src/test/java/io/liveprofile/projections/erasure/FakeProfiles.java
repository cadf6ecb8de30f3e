package io.liveprofile.projections.erasure;

import io.liveprofile.profile.After;
import io.liveprofile.profile.AsOf;
import io.liveprofile.profile.Change;
import io.liveprofile.profile.CustomerProfiles;
import io.liveprofile.profile.ErasedCustomer;
import io.liveprofile.profile.JournalPage;
import io.liveprofile.profile.JournalPage.Written;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.ReadAfter;
import io.liveprofile.profile.Subscription;
import io.liveprofile.profile.Timeline;
import io.liveprofile.profile.Tombstone;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.domain.judgement.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Journals in memory, and the profiles that they tell; what nobody asks for here isn't there. */
final class FakeProfiles implements CustomerProfiles {
    static final Instant WRITTEN_AT = Instant.parse("2026-11-20T10:00:00Z");

    private final Map<CustomerId, List<ProfileEvent>> journals = new ConcurrentHashMap<>();
    private final List<CustomerId> reopened = new CopyOnWriteArrayList<>();

    void written(CustomerId id, ProfileEvent... events) {
        journal(id).addAll(List.of(events));
    }

    List<ProfileEvent> journal(CustomerId id) {
        return journals.computeIfAbsent(id, _ -> new ArrayList<>());
    }

    /** In the order in which they began anew. */
    List<CustomerId> reopened() {
        return List.copyOf(reopened);
    }

    private Profile profile(CustomerId id) {
        var profile = Profile.NEW;
        for (var event : journal(id)) {
            profile = profile.apply(event);
        }
        return profile;
    }

    @Override
    public CompletionStage<Optional<LiveProfile>> read(CustomerId id) {
        var profile = profile(id);
        var into = profile.mergedInto();
        if (into.isPresent()) {
            return read(into.get());
        }
        return profile.erased().isPresent()
                ? CompletableFuture.failedFuture(new ErasedCustomer())
                : CompletableFuture.completedFuture(
                        LiveProfile.of(id, id, journal(id).size(), profile));
    }

    @Override
    public CompletionStage<Optional<Tombstone>> erase(
            CustomerId id, String requestId, Instant at, Optional<CustomerId> giverTo) {
        var profile = profile(id);
        if (giverTo.isEmpty() && profile.mergedInto().isPresent()) {
            return erase(profile.mergedInto().get(), requestId, at, giverTo);
        }
        var erased = profile.erased().or(() -> profile.erase(requestId, at.toEpochMilli(), giverTo));
        erased.filter(_ -> profile.erased().isEmpty()).ifPresent(journal(id)::add);
        return CompletableFuture.completedFuture(erased.map(tombstone -> new Tombstone(
                id, tombstone.requestId(), tombstone.atMillis(), journal(id).size())));
    }

    @Override
    public CompletionStage<Optional<Instant>> reopen(CustomerId id, long tombstone, Instant at) {
        var events = journal(id);
        if (events.size() == tombstone) {
            profile(id).reopen(at.toEpochMilli(), tombstone + 1).ifPresent(anew -> {
                events.add(anew);
                reopened.add(id);
            });
        }
        var profile = profile(id);
        return CompletableFuture.completedFuture(profile.reopened()
                .filter(_ -> profile.erased().isEmpty())
                .map(anew -> Instant.ofEpochMilli(anew.atMillis())));
    }

    @Override
    public CompletionStage<JournalPage> journal(CustomerId id, long after, int max) {
        var events = journal(id);
        var written = new ArrayList<Written>();
        long begin = profile(id).reopened().map(anew -> anew.sequence() - 1).orElse(0L);
        int from = Math.toIntExact(Math.max(after, begin));
        int to = Math.min(events.size(), from + max);
        for (int i = from; i < to; i++) {
            written.add(new Written(i + 1, WRITTEN_AT, events.get(i)));
        }
        return CompletableFuture.completedFuture(new JournalPage(written, to < events.size()));
    }

    @Override
    public CompletionStage<List<Verdict>> observe(CustomerId id, List<Interaction> interactions) {
        throw new UnsupportedOperationException("nothing is told here");
    }

    @Override
    public CompletionStage<Decision> decide(CustomerId id, Decision.Attempt attempt) {
        throw new UnsupportedOperationException("nothing is decided here");
    }

    @Override
    public CompletionStage<Optional<Signal>> review(
            CustomerId id, String signalId, Review.Verdict verdict, String by, Instant at) {
        throw new UnsupportedOperationException("nothing is reviewed here");
    }

    @Override
    public CompletionStage<NextLook> lookAgain(CustomerId id, Instant at) {
        throw new UnsupportedOperationException("nobody wakes here");
    }

    @Override
    public Rules rules() {
        throw new UnsupportedOperationException("nobody judges here");
    }

    @Override
    public CompletionStage<ReadAfter> readAfter(CustomerId id, After after, Duration wait) {
        throw new UnsupportedOperationException("nobody waits here");
    }

    @Override
    public CompletionStage<Optional<LiveProfile>> asOf(CustomerId id, AsOf point) {
        throw new UnsupportedOperationException("nobody looks back here");
    }

    @Override
    public CompletionStage<Optional<Timeline>> timeline(CustomerId id, Timeline.Query query) {
        throw new UnsupportedOperationException("nobody looks back here");
    }

    @Override
    public Subscription subscribe(CustomerId id, OptionalLong after, Consumer<Change> listener) {
        throw new UnsupportedOperationException("nobody listens here");
    }
}
