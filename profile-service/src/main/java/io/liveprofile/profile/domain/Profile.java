package io.liveprofile.profile.domain;

import io.liveprofile.profile.domain.ProfileEvent.Decided;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Inherited;
import io.liveprofile.profile.domain.ProfileEvent.Judging;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.LookedAgain;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.liveprofile.profile.domain.ProfileEvent.Reviewed;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Judge;
import io.liveprofile.profile.domain.judgement.Judged;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.domain.judgement.Standing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * One customer, as their interactions tell it.
 *
 * <p>What asks ({@link #observe}, {@link #lookAgain}, {@link #decide}, {@link #review}) changes nothing; {@link #apply}
 * takes in a fact and questions nothing. All are functions of their arguments alone: no clock, no chance, no setting but
 * the {@link FoldRules} that the profile began with. So the same events give the same profile on every node and every
 * replay, whatever rules judge today.
 *
 * @param erased of a customer of whom nothing is left but this
 * @param reopened where what is known begins, of a customer who was erased before
 */
public record Profile(
        Facts facts,
        Seen seen,
        Links links,
        Judged judged,
        Optional<CustomerId> mergedInto,
        Optional<Erased> erased,
        Optional<Reopened> reopened) {

    /** Of the rules by which facts come from interactions: a snapshot of another one is not used. */
    public static final int FOLD_VERSION = 4;

    /** What the heaviest customer's state takes when it is stored: each part has a bound, and so has each text in it. */
    public static final int STATE_BYTES_MAX = 288 * 1_024;

    public static final Profile NEW = under(FoldRules.DEFAULT);

    /** Of a customer nothing is known of yet. */
    public static Profile under(FoldRules rules) {
        return new Profile(
                Facts.none(rules),
                Seen.NONE,
                Links.NONE,
                Judged.NOTHING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * One verdict per interaction, in the order given, and at most one event for the whole batch.
     *
     * @param after what {@link #apply} makes of the event: known already, since the event tells figures of it
     */
    public record Outcome(Optional<Observed> event, List<Verdict> verdicts, Profile after) {}

    /** Whether memory alone can tell what of this batch is new; otherwise the journal has to be asked. */
    public boolean decides(List<Interaction> interactions) {
        return interactions.stream().allMatch(interaction -> isFromBefore(interaction) || seen.decides(interaction));
    }

    /** Neither a clock that runs ahead nor a producer that tells late brings back what was erased. */
    private boolean isFromBefore(Interaction interaction) {
        return isBefore(Math.min(interaction.atMillis(), interaction.receivedAtMillis()));
    }

    private boolean isBefore(long atMillis) {
        return reopened.isPresent() && atMillis <= reopened.get().atMillis();
    }

    /** Whether nothing was ever taken in, or nothing since it was erased. */
    public boolean isUnknown() {
        return equals(emptied(Optional.empty(), Optional.empty()));
    }

    /** Whether this interaction is among the newest that it took in. */
    public boolean remembers(long idHash) {
        return seen.has(idHash);
    }

    public Outcome observe(List<Interaction> interactions, KnownIds known, Rules rules) {
        var fresh = new ArrayList<Interaction>(interactions.size());
        var verdicts = new ArrayList<Verdict>(interactions.size());
        var inBatch = new HashSet<Long>();
        for (var interaction : interactions) {
            if (isFromBefore(interaction)) {
                verdicts.add(Verdict.ERASED);
                continue;
            }
            long hash = interaction.idHash();
            boolean isNew = !seen.has(hash) && !known.has(hash) && inBatch.add(hash);
            verdicts.add(isNew ? Verdict.APPLIED : Verdict.DUPLICATE);
            if (isNew) {
                fresh.add(interaction);
            }
        }
        if (fresh.isEmpty()) {
            return new Outcome(Optional.empty(), List.copyOf(verdicts), this);
        }
        var met = links.metIn(fresh);
        var taken = plus(fresh, met);
        var standing = taken.stand(rules);
        return new Outcome(
                Optional.of(new Observed(fresh, met, standing)), List.copyOf(verdicts), taken.standing(standing));
    }

    /** What has become of the customer in silence, where it matters to anybody. */
    public Optional<LookedAgain> lookAgain(long atMillis, Rules rules) {
        var looked = with(judged.lookedAt(atMillis));
        var standing = looked.stand(rules);
        return judged.isMovedBy(standing) ? Optional.of(new LookedAgain(atMillis, standing)) : Optional.empty();
    }

    /** When the next look is due if nothing happens until then. */
    public Optional<Long> lookAgainAt(long atMillis, Rules rules) {
        return with(judged.lookedAt(atMillis)).stand(rules).lookAgainAtMillis();
    }

    /** Nothing is left to decide where the same was asked before: {@link Judged#decision} has the answer. */
    public Decided decide(Decision.Attempt attempt, Rules rules) {
        var decision = judged.decide(facts, attempt, rules);
        var decided = with(judged.with(List.of(decision)));
        return new Decided(decision, decided.stand(rules));
    }

    public Reviewed review(Review review, Rules rules) {
        return new Reviewed(review, with(judged.reviewed(review)).stand(rules));
    }

    /** Where there is anything new in it. */
    public Optional<Inherited> inherit(List<Decision> decisions, List<Review> reviews, Rules rules) {
        var decided = decisions.stream()
                .filter(decision -> !isBefore(decision.attempt().atMillis()))
                .toList();
        var reviewed =
                reviews.stream().filter(review -> !isBefore(review.atMillis())).toList();
        var inherited = with(judged.inherit(decided, reviewed));
        return inherited.judged.equals(judged)
                ? Optional.empty()
                : Optional.of(new Inherited(decided, reviewed, inherited.stand(rules)));
    }

    /**
     * The end of this customer, or nothing where it must not be.
     *
     * @param giverTo whose erasure reaches this anonymous profile: it goes with that one unless it is somebody else's
     */
    public Optional<Erased> erase(String requestId, long atMillis, Optional<CustomerId> giverTo) {
        boolean isOthers = giverTo.isPresent() && mergedInto.isPresent() && !giverTo.equals(mergedInto);
        return isOthers ? Optional.empty() : Optional.of(new Erased(requestId, atMillis, mergedInto));
    }

    /** Of one who was erased: from then on what happens may be known again; never from earlier on than before. */
    public Optional<Reopened> reopen(long atMillis, long sequence) {
        long since =
                reopened.map(before -> Math.max(before.atMillis(), atMillis)).orElse(atMillis);
        return erased.map(_ -> new Reopened(since, sequence));
    }

    public Profile apply(ProfileEvent event) {
        return switch (event) {
            case Judging judging -> added(judging).standing(judging.standing());
            case Linked(var link) ->
                new Profile(facts, seen, links.answered(link), judged, mergedInto, erased, reopened);
            case MergedAway(var into) -> emptied(Optional.of(into), Optional.empty());
            case Erased tombstone -> emptied(Optional.empty(), Optional.of(tombstone));
            case Reopened anew -> emptied(Optional.empty(), Optional.empty()).from(anew);
        };
    }

    private Profile emptied(Optional<CustomerId> into, Optional<Erased> tombstone) {
        return new Profile(Facts.none(facts.rules()), Seen.NONE, Links.NONE, Judged.NOTHING, into, tombstone, reopened);
    }

    private Profile from(Reopened anew) {
        return new Profile(facts, seen, links, judged, mergedInto, erased, Optional.of(anew));
    }

    private Profile added(Judging event) {
        return switch (event) {
            case Observed observed -> plus(observed.interactions(), observed.met());
            case LookedAgain looked -> with(judged.lookedAt(looked.atMillis()));
            case Decided decided -> with(judged.with(List.of(decided.decision())));
            case Reviewed reviewed -> with(judged.reviewed(reviewed.review()));
            case Inherited inherited -> with(judged.inherit(inherited.decisions(), inherited.reviews()));
        };
    }

    private Profile plus(List<Interaction> interactions, List<CustomerId> met) {
        return new Profile(
                facts.plus(interactions),
                seen.plus(interactions),
                links.met(met),
                judged,
                mergedInto,
                erased,
                reopened);
    }

    private Profile with(Judged judged) {
        return new Profile(facts, seen, links, judged, mergedInto, erased, reopened);
    }

    private Standing stand(Rules rules) {
        return links.heedIn(Judge.stand(facts, judged, rules, atMillis()), atMillis());
    }

    private Profile standing(Standing standing) {
        return with(judged.with(standing, atMillis()));
    }

    /** The later of the newest event time and the last look; of who is known by decisions alone, the newest of those. */
    private long atMillis() {
        long newest = Math.max(facts.lastSeenMillis(), judged.lookedAtMillis());
        return newest == Judged.NEVER ? judged.lastDecisionMillis() : newest;
    }
}
