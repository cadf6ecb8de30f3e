package io.liveprofile.profile.domain;

import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.facts.FoldRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * One customer, as their interactions tell it.
 *
 * <p>{@link #observe} asks what interactions mean and changes nothing; {@link #apply} takes in a fact and questions
 * nothing. Both are functions of their arguments alone: no clock, no chance, no setting but the {@link FoldRules} that
 * the profile began with. So the same events give the same profile on every node and every replay.
 */
public record Profile(Facts facts, Seen seen, Links links, Optional<CustomerId> mergedInto) {

    /** Of the rules by which facts come from interactions: a snapshot of another one is not used. */
    public static final int FOLD_VERSION = 2;

    /** What the heaviest customer's state takes when it is stored: each part has a bound, and so has each text in it. */
    public static final int STATE_BYTES_MAX = 224 * 1_024;

    public static final Profile NEW = under(FoldRules.DEFAULT);

    /** Of a customer nothing is known of yet. */
    public static Profile under(FoldRules rules) {
        return new Profile(Facts.none(rules), Seen.NONE, Links.NONE, Optional.empty());
    }

    /**
     * One verdict per interaction, in the order given, and at most one event for the whole batch.
     *
     * @param after what {@link #apply} makes of the event: known already, since the event tells figures of it
     */
    public record Outcome(Optional<Observed> event, List<Verdict> verdicts, Profile after) {}

    /** Whether memory alone can tell what of this batch is new; otherwise the journal has to be asked. */
    public boolean decides(List<Interaction> interactions) {
        return interactions.stream().allMatch(seen::decides);
    }

    /** Whether this interaction is among the newest that it took in. */
    public boolean remembers(long idHash) {
        return seen.has(idHash);
    }

    public Outcome observe(List<Interaction> interactions, KnownIds known) {
        var fresh = new ArrayList<Interaction>(interactions.size());
        var verdicts = new ArrayList<Verdict>(interactions.size());
        var inBatch = new HashSet<Long>();
        for (var interaction : interactions) {
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
        var after = plus(fresh, met);
        return new Outcome(Optional.of(new Observed(fresh, met, after.facts.headline())), List.copyOf(verdicts), after);
    }

    public Profile apply(ProfileEvent event) {
        return switch (event) {
            case Observed observed -> plus(observed.interactions(), observed.met());
            case Linked(var link) -> new Profile(facts, seen, links.answered(link), mergedInto);
            case MergedAway(var into) ->
                new Profile(Facts.none(facts.rules()), Seen.NONE, Links.NONE, Optional.of(into));
        };
    }

    private Profile plus(List<Interaction> interactions, List<CustomerId> met) {
        return new Profile(facts.plus(interactions), seen.plus(interactions), links.met(met), mergedInto);
    }
}
