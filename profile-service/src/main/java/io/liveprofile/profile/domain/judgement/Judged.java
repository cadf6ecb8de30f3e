package io.liveprofile.profile.domain.judgement;

import io.liveprofile.profile.domain.facts.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What was thought and told of a customer so far, and what people said to it.
 *
 * @param lookedAtMillis the time of the last look that changed something; {@link #NEVER}
 * @param raised the keys of what was told, so that it isn't told again: the newest last
 * @param signals the newest first, of those that are kept whole
 * @param churnRisk the signal that told of a risk and wasn't withdrawn
 * @param cartLeft the signal that told of a cart that was left
 * @param decisions the newest first
 * @param reviews the newest first
 */
public record Judged(
        Judgement judgement,
        long lookedAtMillis,
        long[] raised,
        List<Signal> signals,
        Optional<String> churnRisk,
        Optional<Signal> cartLeft,
        List<Decision> decisions,
        List<Review> reviews) {

    /** More than all that can be found at one time, so that nothing is told twice. */
    public static final int RAISED_MAX = 256;

    public static final int SIGNALS_MAX = 20;
    public static final long NEVER = Long.MIN_VALUE;

    public static final Judged NOTHING = new Judged(
            Judgement.NONE, NEVER, new long[0], List.of(), Optional.empty(), Optional.empty(), List.of(), List.of());

    boolean wasRaised(long key) {
        for (long each : raised) {
            if (each == key) {
                return true;
            }
        }
        return false;
    }

    boolean isDismissed(long key) {
        for (var review : reviews) {
            if (review.signalKey() == key) {
                return review.verdict() == Review.Verdict.DISMISSED;
            }
        }
        return false;
    }

    public Optional<Decision> decision(String id) {
        return decisions.stream()
                .filter(decision -> decision.attempt().id().equals(id))
                .findFirst();
    }

    public long lastDecisionMillis() {
        return decisions.stream()
                .mapToLong(decision -> decision.attempt().atMillis())
                .max()
                .orElse(0);
    }

    public Optional<Signal> signal(String id) {
        return signals.stream().filter(signal -> signal.id().equals(id)).findFirst();
    }

    /** @param atMillis as of which the profile was judged */
    public Judged with(Standing standing, long atMillis) {
        var told = standing.judgement().orElse(judgement);
        return new Judged(
                told.made() ? told.at(atMillis) : told,
                lookedAtMillis,
                raised(standing.signals()),
                newest(standing.signals(), signals, SIGNALS_MAX),
                churnRisk(standing.signals()),
                cartLeft(standing.signals()),
                decisions,
                reviews);
    }

    private long[] raised(List<Signal> told) {
        long[] added = told.stream()
                .filter(signal -> signal.kind().once())
                .mapToLong(Signal::key)
                .toArray();
        if (added.length == 0) {
            return raised;
        }
        var keys = Arrays.copyOf(raised, raised.length + added.length);
        System.arraycopy(added, 0, keys, raised.length, added.length);
        return keys.length > RAISED_MAX ? Arrays.copyOfRange(keys, keys.length - RAISED_MAX, keys.length) : keys;
    }

    private Optional<String> churnRisk(List<Signal> told) {
        var risk = churnRisk;
        for (var signal : told) {
            risk = switch (signal.kind()) {
                case CHURN_RISK_HIGH -> Optional.of(signal.id());
                case CHURN_RISK_EASED -> Optional.empty();
                default -> risk;
            };
        }
        return risk;
    }

    private Optional<Signal> cartLeft(List<Signal> told) {
        var left = cartLeft;
        for (var signal : told) {
            left = switch (signal.kind()) {
                case CART_ABANDONED -> Optional.of(signal);
                case CART_RECOVERED -> Optional.empty();
                default -> left;
            };
        }
        return left;
    }

    public Judged lookedAt(long atMillis) {
        return new Judged(
                judgement,
                Math.max(lookedAtMillis, atMillis),
                raised,
                signals,
                churnRisk,
                cartLeft,
                decisions,
                reviews);
    }

    /** Whether somebody who acts on it would act in another way now. */
    public boolean isMovedBy(Standing standing) {
        return !standing.signals().isEmpty()
                || standing.judgement()
                        .filter(now -> now.leadsElsewhere(judgement))
                        .isPresent();
    }

    /** By how the profile would stand with the attempt in it. */
    public Decision decide(Facts facts, Decision.Attempt attempt, Rules rules) {
        var open = new Decision(attempt, Decision.Answer.ALLOW, Score.NONE, rules.version());
        long at = Math.max(attempt.atMillis(), Math.max(facts.lastSeenMillis(), lookedAtMillis));
        var fraud = Judge.fraud(facts, with(List.of(open)), rules, at);
        return new Decision(attempt, Decision.answer(fraud.level()), fraud, rules.version());
    }

    public Judged inherit(List<Decision> decided, List<Review> said) {
        var heir = with(decided);
        for (var review : said) {
            heir = reviews.stream().anyMatch(each -> each.signalKey() == review.signalKey())
                    ? heir
                    : heir.reviewed(review);
        }
        return heir;
    }

    /** What is known already stays as it is. */
    public Judged with(List<Decision> added) {
        var fresh = added.stream()
                .filter(each -> decision(each.attempt().id()).isEmpty())
                .toList();
        return new Judged(
                judgement,
                lookedAtMillis,
                raised,
                signals,
                churnRisk,
                cartLeft,
                newest(fresh, decisions, Decision.DECISIONS_MAX),
                reviews);
    }

    /** The latest word on a finding counts. */
    public Judged reviewed(Review review) {
        var others = reviews.stream()
                .filter(each -> each.signalKey() != review.signalKey())
                .toList();
        return new Judged(
                judgement,
                lookedAtMillis,
                raised,
                signals,
                churnRisk,
                cartLeft,
                decisions,
                newest(List.of(review), others, Review.REVIEWS_MAX));
    }

    private static <T> List<T> newest(List<T> added, List<T> known, int max) {
        if (added.isEmpty()) {
            return known;
        }
        var all = new ArrayList<T>(added.reversed());
        all.addAll(known);
        return List.copyOf(all.size() > max ? all.subList(0, max) : all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Judged that
                && judgement.equals(that.judgement)
                && lookedAtMillis == that.lookedAtMillis
                && Arrays.equals(raised, that.raised)
                && signals.equals(that.signals)
                && churnRisk.equals(that.churnRisk)
                && cartLeft.equals(that.cartLeft)
                && decisions.equals(that.decisions)
                && reviews.equals(that.reviews);
    }

    @Override
    public int hashCode() {
        return judgement.hashCode() * 31 + Arrays.hashCode(raised);
    }
}
