package io.liveprofile.profile.domain;

import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Standing;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One entry of the journal: what one command changed. */
public sealed interface ProfileEvent {

    /** After which the profile stands in some way; the others change nothing that is judged. */
    sealed interface Judging extends ProfileEvent {

        Standing standing();
    }

    /**
     * A whole batch of interactions, as they were told and not as they were understood, so that new rules reach them.
     *
     * @param met the anonymous ids that the customer was seen with for the first time
     */
    record Observed(List<Interaction> interactions, List<CustomerId> met, Standing standing) implements Judging {
        public Observed {
            interactions = List.copyOf(interactions);
            met = List.copyOf(met);
        }
    }

    /** Nothing happened, and that changed what is thought of the customer. */
    record LookedAgain(long atMillis, Standing standing) implements Judging {}

    /** The customer asked for something and got an answer. */
    record Decided(Decision decision, Standing standing) implements Judging {}

    /** A person said something to a signal. */
    record Reviewed(Review review, Standing standing) implements Judging {}

    /** What was decided and reviewed under an anonymous id came over with its interactions. */
    record Inherited(List<Decision> decisions, List<Review> reviews, Standing standing) implements Judging {
        public Inherited {
            decisions = List.copyOf(decisions);
            reviews = List.copyOf(reviews);
        }
    }

    /** An anonymous id that was met has answered. */
    record Linked(Link link) implements ProfileEvent {}

    /** An anonymous profile gives itself to a known customer, once and for good. */
    record MergedAway(CustomerId into) implements ProfileEvent {}

    /**
     * The end of a customer: nothing that was known counts any more, and nothing more is taken in, unless
     * {@link Reopened} follows.
     *
     * @param requestId of the request that asked for it; it tells nothing of the customer
     * @param takenBy into whom this anonymous profile had merged: what it handed over is under that one's name
     */
    record Erased(String requestId, long atMillis, Optional<CustomerId> takenBy) implements ProfileEvent {

        /** No spaces and no {@code @}: it is kept for ever, and is no place for a name or an address. */
        private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

        public static boolean isRequestId(String text) {
            return REQUEST_ID.matcher(text).matches();
        }
    }

    /**
     * One who was erased may be known anew, by what happens from here on alone.
     *
     * @param atMillis what was done, or received, up to then is never taken in
     * @param sequence of this entry: nothing before it is ever read again
     */
    record Reopened(long atMillis, long sequence) implements ProfileEvent {}
}
