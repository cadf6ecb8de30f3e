package io.liveprofile.profile;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.domain.judgement.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The live profiles, wherever in the cluster each of them lives. */
public interface CustomerProfiles {

    /** The most interactions that one call may carry. */
    int BATCH_MAX = 100;

    /** The most bytes that one call may carry, unless a single interaction is larger. */
    int BATCH_BYTES_MAX = 128 * 1_024;

    /**
     * Tells a customer's profile what the customer did. The answer comes once everything that is new is in the journal,
     * and never before: one verdict per interaction, in the order given. A failed answer says nothing about whether it
     * was stored; telling it again is harmless.
     */
    CompletionStage<List<Verdict>> observe(CustomerId id, List<Interaction> interactions);

    /**
     * The profile as it stands, from memory; empty for a customer who was never seen. As all that asks of one who was
     * erased, it fails with {@link ErasedCustomer}.
     */
    CompletionStage<Optional<LiveProfile>> read(CustomerId id);

    /**
     * Judges what a customer is about to do against the live state, and records it, in one step: of two attempts at the
     * same time the second one is judged with the first. Asking again by the same id gets the same answer.
     */
    CompletionStage<Decision> decide(CustomerId id, Decision.Attempt attempt);

    /**
     * A person confirms or dismisses a signal; a dismissed one stops counting, also under other rules and in the profile
     * that this one merges into.
     *
     * @param by the name of who says it
     * @return the signal, or nothing where the customer has none by that id
     */
    CompletionStage<Optional<Signal>> review(
            CustomerId id, String signalId, Review.Verdict verdict, String by, Instant at);

    /** Looks at a customer of whom nothing was heard up to {@code at}, which may raise signals. */
    CompletionStage<NextLook> lookAgain(CustomerId id, Instant at);

    /** The rules that judge on this node. */
    Rules rules();

    /**
     * @param at when to look again, if ever
     * @param ruleVersion of the rules that judged
     */
    record NextLook(Optional<Instant> at, String ruleVersion) {}

    /**
     * The profile once this interaction is in it, or when {@code wait} is over. An interaction older than the newest ones
     * that a profile remembers isn't recognized.
     */
    CompletionStage<ReadAfter> readAfter(CustomerId id, After after, Duration wait);

    /**
     * The profile as it was known then, judgement included as it was recorded; empty where nothing was known yet. What it
     * was given by a profile that merged into it later isn't in it. Read from the journal beside the live profile, which
     * isn't disturbed; so many at once on a node, else it fails with {@link Overloaded}.
     */
    CompletionStage<Optional<LiveProfile>> asOf(CustomerId id, AsOf point);

    /**
     * What the customer did, the newest first; empty for one who was never seen. From memory while that reaches far
     * enough, else from the customer's journal, bounded as {@link #asOf} is.
     */
    CompletionStage<Optional<Timeline>> timeline(CustomerId id, Timeline.Query query);

    /**
     * Makes a customer nobody: what is asked of them from then on fails with {@link ErasedCustomer}, and what is told of them
     * is answered {@link Verdict#ERASED}, until they are {@linkplain #reopen let in again}, if ever. The answer comes once
     * that is in the journal; asking again is harmless. One who merged away is erased as the one who took them.
     *
     * @param giverTo whose erasure reaches this anonymous profile: it goes with that one, unless it is somebody else's
     * @return empty where it is somebody else's
     */
    CompletionStage<Optional<Tombstone>> erase(
            CustomerId id, String requestId, Instant at, Optional<CustomerId> giverTo);

    /**
     * Lets one who was erased begin anew: what they do from then on is taken in, what they did before stays
     * {@link Verdict#ERASED}, whenever it is told and whoever hands it over. The answer comes once that is in the journal;
     * asking again is harmless. The {@link Tombstone}'s own id is meant, and not one that it merged into.
     *
     * @param tombstone its sequence number: one who was erased again since then stays so
     * @return since when they are known anew; empty of one who stays erased, or never was
     */
    CompletionStage<Optional<Instant>> reopen(CustomerId id, long tombstone, Instant at);

    /**
     * Entries of this very id's journal, erased or not, merged or not, of one who began anew from there on; so many at once
     * on a node, else it fails with {@link Overloaded}.
     *
     * @param after the sequence number behind which it begins
     */
    CompletionStage<JournalPage> journal(CustomerId id, long after, int max);

    /**
     * Tells the profile as it stands, and again after every journal entry, until it is cancelled; goes on where the customer
     * moves to another node or merges into another. Whoever listened before names the last sequence number that it was told,
     * and is told first what it has missed.
     *
     * @param listener called by one thread at a time; whatever it can't take it must drop
     */
    Subscription subscribe(CustomerId id, OptionalLong after, Consumer<Change> listener);
}
