package io.liveprofile.profile.entity;

import io.liveprofile.profile.After;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.Tombstone;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.Verdict;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Signal;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What a customer's actor can be asked. */
public sealed interface Command {

    /** Crosses the network: one that does has its own bytes in the package wire. */
    sealed interface Remote extends Command {}

    /** Asks what stands, and changes nothing. */
    sealed interface Asking extends Command {}

    /** Asks for a judgement, which is stored where it changes anything. */
    sealed interface Judging extends Remote {}

    /** Answered once everything new is in the journal, and never before: Kafka's offset may then be committed. */
    record Observe(List<Interaction> interactions, ActorRef<Verdicts> replyTo) implements Remote {}

    /** @param requestedId whose profile was asked for, where it has merged into this one */
    record Read(Optional<CustomerId> requestedId, ActorRef<Reading> replyTo) implements Remote, Asking {}

    /** Answered once the decision is in the journal: of two at the same time, the second one is judged with the first. */
    record Decide(Decision.Attempt attempt, ActorRef<Deciding> replyTo) implements Judging {}

    /** What a person says to a signal of this customer. */
    record ReviewSignal(String signalId, Review.Verdict verdict, String by, long atMillis, ActorRef<Reviewing> replyTo)
            implements Judging {}

    /** Nothing has happened up to this time. */
    record LookAgain(long atMillis, ActorRef<NextLook> replyTo) implements Judging {}

    /** What was decided and reviewed of an anonymous profile that merges into this one. */
    record Inherit(List<Decision> decisions, List<Review> reviews, ActorRef<Verdicts> replyTo) implements Judging {}

    /**
     * To be read once this interaction is in, or the wait is over.
     *
     * @param requestedId whose profile was asked for, where it has merged into this one
     */
    record Await(Optional<CustomerId> requestedId, After after, long waitMillis, ActorRef<Awaited> replyTo)
            implements Remote, Asking {}

    /** @param isIn whether what was waited for is known to be in */
    record Awaited(Reading reading, boolean isIn) {}

    record WaitedOut(Await reader) implements Asking {}

    /** To be told of every change; said again now and then. The first answer is the profile as it stands. */
    record Subscribe(Optional<CustomerId> requestedId, ActorRef<News> subscriber) implements Remote, Asking {}

    record Unsubscribe(ActorRef<News> subscriber) implements Asking {}

    /** To an anonymous profile: this customer was seen with it. Told again until {@link Given} answers. */
    record Give(CustomerId taker) implements Remote {}

    /** To a known customer: all that the giver held was observed there, or it belongs to somebody else. */
    record Given(CustomerId giver, Link.Outcome outcome) implements Remote {}

    /**
     * To be nobody any more. Answered once that is in the journal.
     *
     * @param giverTo whose erasure reaches this anonymous profile
     */
    record Erase(String requestId, long atMillis, Optional<CustomerId> giverTo, ActorRef<Erasing> replyTo)
            implements Remote {}

    /** About the journal of this very id, whatever has become of its profile. */
    sealed interface OfOwnJournal extends Remote {}

    /**
     * To take in again what happens from then on, where the journal ends with this tombstone; else nothing is to be done.
     *
     * @param tombstone its sequence number
     */
    record Reopen(long tombstone, long atMillis, ActorRef<Reopening> replyTo) implements OfOwnJournal {}

    /** With which entry what may be read begins. */
    record TellBegin(ActorRef<Begun> replyTo) implements OfOwnJournal {}

    /** The handover has ended, well or not. */
    record HandedOver(CustomerId taker, Optional<Throwable> failure) implements Command {}

    /** Whoever was asked and hasn't answered is asked again. */
    enum AskAgain implements Command {
        NOW
    }

    /** The ids of the whole journal, read because memory could not decide. */
    record HistoryRead(Observe waiting, KnownIds known) implements Command {}

    /** The sender's time-out tells it to come again. */
    record HistoryUnreadable(Throwable cause) implements Command {}

    record Verdicts(List<Verdict> verdicts) {}

    /** @param decision empty where the customer was erased */
    record Deciding(Optional<Decision> decision) {}

    /** @param signal empty where this customer has none by that id */
    record Reviewing(Optional<Signal> signal, boolean erased) {
        Reviewing(Optional<Signal> signal) {
            this(signal, false);
        }
    }

    /** @param tombstone empty where the profile is somebody else's */
    record Erasing(Optional<Tombstone> tombstone) {}

    /** @param atMillis since when the profile takes in again; empty where it never was erased, or is and stays so */
    record Reopening(Optional<Long> atMillis) {}

    /** @param sequence 0 where it is the first one */
    record Begun(long sequence) {}

    record NextLook(Optional<Long> atMillis, String ruleVersion) {}

    record Reading(Optional<LiveProfile> profile, boolean erased) {
        static final Reading ERASED = new Reading(Optional.empty(), true);

        public Reading(Optional<LiveProfile> profile) {
            this(profile, false);
        }
    }
}
