package io.liveprofile.api;

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
import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Links;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Figures;
import io.liveprofile.profile.domain.judgement.Judged;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.domain.judgement.Segment;
import io.liveprofile.profile.domain.judgement.Signal;
import io.liveprofile.profile.domain.judgement.Standing;
import io.liveprofile.profile.rules.RulesFolder;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Knows Ava, and fails for one customer. */
final class FakeCustomerProfiles implements CustomerProfiles {
    private static final Rules RULES = withRegulars(RulesFolder.OF_THE_SERVICE.read());
    static final CustomerId AVA = CustomerId.user("ava|1");

    /** What is sealed in it is a byte that {@link Fakes} can open. */
    private static final List<Interaction> HISTORY = List.of(
            told(
                    "m-1",
                    "Product Added",
                    0,
                    Fields.builder()
                            .put("properties.product_id", new Value.Text("p-1"))
                            .put("properties.price", new Value.Number(new BigDecimal("19.99")))
                            .put("properties.currency", new Value.Text("EUR"))
                            .build()),
            told(
                    "m-2",
                    "identify",
                    60_000,
                    Fields.builder()
                            .put("traits.tier", new Value.Text("gold"))
                            .put("traits.email", new Value.Sealed(new byte[] {1}))
                            .build()));

    private record Regulars(String name, String title, String condition) implements Segment {
        @Override
        public boolean holds(Figures figures) {
            return false;
        }

        @Override
        public String because(Figures figures) {
            return "";
        }
    }

    private static Rules withRegulars(Rules rules) {
        var regulars = new Regulars("regulars", "Come again and again", "sessions > 9");
        return new Rules(rules.version(), rules.churn(), rules.cart(), rules.fraud(), List.of(regulars));
    }

    /** When the journal began. */
    static final Instant BEGIN = Instant.parse("2023-11-15T00:00:00Z");

    static final Origin KNOWN_ORIGIN = new Origin("customer-events", 3, 9);

    static final CustomerId ERASED = CustomerId.user("erased");
    private static final CustomerId UNREADABLE = CustomerId.user("unreadable");

    final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    /** Ava's profile as a listener is told it. */
    void change(long sequence) {
        listeners.forEach(listener -> listener.accept(new Change.Now(profile(sequence, HISTORY))));
    }

    @Override
    public CompletionStage<List<Verdict>> observe(CustomerId id, List<Interaction> interactions) {
        throw new UnsupportedOperationException("nothing is told over HTTP");
    }

    @Override
    public CompletionStage<Optional<LiveProfile>> read(CustomerId id) {
        if (id.equals(UNREADABLE)) {
            return CompletableFuture.failedFuture(new IllegalStateException("no node has it now"));
        }
        return unlessErased(id, known(id).map(_ -> profile(7, HISTORY)));
    }

    @Override
    public CompletionStage<Optional<Tombstone>> erase(
            CustomerId id, String requestId, Instant at, Optional<CustomerId> giverTo) {
        throw new UnsupportedOperationException("whoever erases does so behind the API");
    }

    @Override
    public CompletionStage<Optional<Instant>> reopen(CustomerId id, long tombstone, Instant at) {
        throw new UnsupportedOperationException("nobody begins anew here");
    }

    /** One entry for each interaction. */
    @Override
    public CompletionStage<JournalPage> journal(CustomerId id, long after, int max) {
        var written = new ArrayList<Written>();
        for (int i = (int) after; i < HISTORY.size() && written.size() < max; i++) {
            var observed = new Observed(List.of(HISTORY.get(i)), List.of(), Standing.of(Headline.of(1, 2, i + 1)));
            written.add(new Written(i + 1, BEGIN.plusSeconds(i), observed));
        }
        return CompletableFuture.completedFuture(new JournalPage(written, after + written.size() < HISTORY.size()));
    }

    @Override
    public CompletionStage<Decision> decide(CustomerId id, Decision.Attempt attempt) {
        return unlessErased(id, Profile.NEW.decide(attempt, RULES).decision());
    }

    @Override
    public CompletionStage<Optional<Signal>> review(
            CustomerId id, String signalId, Review.Verdict verdict, String by, Instant at) {
        return unlessErased(id, Optional.empty());
    }

    @Override
    public CompletionStage<NextLook> lookAgain(CustomerId id, Instant at) {
        throw new UnsupportedOperationException("nobody wakes here");
    }

    @Override
    public Rules rules() {
        return RULES;
    }

    @Override
    public CompletionStage<ReadAfter> readAfter(CustomerId id, After after, Duration wait) {
        return read(id).thenApply(found -> new ReadAfter(
                found, after.equals(new After.Message("m-2")) || after.equals(new After.Record(KNOWN_ORIGIN))));
    }

    @Override
    public Subscription subscribe(CustomerId id, OptionalLong after, Consumer<Change> listener) {
        listeners.add(listener);
        if (after.isEmpty() || after.getAsLong() < 7) {
            listener.accept(new Change.Now(profile(7, HISTORY)));
        }
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletionStage<Optional<LiveProfile>> asOf(CustomerId id, AsOf point) {
        int entries = switch (point) {
            case AsOf.Sequence(var sequence) -> (int) Math.min(sequence, HISTORY.size());
            case AsOf.Time(var time) -> time.isBefore(BEGIN) ? 0 : HISTORY.size();
        };
        return CompletableFuture.completedFuture(
                known(id).filter(_ -> entries > 0).map(_ -> profile(entries, HISTORY.subList(0, entries))));
    }

    @Override
    public CompletionStage<Optional<Timeline>> timeline(CustomerId id, Timeline.Query query) {
        return unlessErased(
                id,
                known(id)
                        .flatMap(_ ->
                                Timeline.remembered(Facts.NONE.plus(HISTORY).timeline(), query)));
    }

    private static <T> CompletionStage<T> unlessErased(CustomerId id, T answer) {
        return id.equals(ERASED)
                ? CompletableFuture.failedFuture(new ErasedCustomer())
                : CompletableFuture.completedFuture(answer);
    }

    private static Optional<CustomerId> known(CustomerId id) {
        return Optional.of(id).filter(AVA::equals);
    }

    private static LiveProfile profile(long sequence, List<Interaction> history) {
        return new LiveProfile(AVA, AVA, sequence, Facts.NONE.plus(history), Links.NONE, Judged.NOTHING);
    }

    private static Interaction told(String messageId, String name, long afterMillis, Fields fields) {
        long at = 1_700_000_000_000L + afterMillis;
        return new Interaction(messageId, name, 1, at, false, at, AVA, Optional.empty(), Optional.empty(), fields);
    }
}
