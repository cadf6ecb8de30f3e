package io.liveprofile.profile.domain.judgement;

import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.facts.Day;
import io.liveprofile.profile.domain.facts.Facts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** Looks at a customer by the rules, and changes nothing: a function of what is known and the time that comes in. */
public final class Judge {
    /** Whoever was silent for longer looks the same every day. */
    private static final int FADING_DAYS = 100;

    private final Facts facts;
    private final Judged judged;
    private final Rules rules;
    private final long at;
    private final Headline headline;
    private final List<Finding> findings;
    private final Judgement judgement;

    private Judge(Facts facts, Judged judged, Rules rules, long atMillis) {
        this.facts = facts;
        this.judged = judged;
        this.rules = rules;
        this.at = atMillis;
        this.headline = facts.headline();
        this.findings = Fraud.findings(facts, judged.decisions(), rules.fraud(), atMillis).stream()
                .filter(finding -> !judged.isDismissed(finding.key()))
                .toList();
        this.judgement = judgement();
    }

    /**
     * How the profile stands.
     *
     * @param judged what was thought of it before, with the decisions and reviews that have been added
     * @param atMillis not before the newest interaction
     */
    public static Standing stand(Facts facts, Judged judged, Rules rules, long atMillis) {
        return new Judge(facts, judged, rules, atMillis).standing();
    }

    /** The fraud score alone: what a decision is made by. */
    static Score fraud(Facts facts, Judged judged, Rules rules, long atMillis) {
        return new Judge(facts, judged, rules, atMillis).judgement.fraud();
    }

    private Judgement judgement() {
        var churn = Churn.of(facts, rules.churn(), at);
        var fraud = Score.of(newestOfEachKind(), rules.fraud().levels());
        var figures = new Figures(facts, headline, churn, fraud, at);
        var segments = rules.segments().stream()
                .filter(segment -> headline.interactions() > 0 && segment.holds(figures))
                .map(Segment::name)
                .toList();
        return new Judgement(rules.version(), at, churn, fraud, segments);
    }

    private List<ScoreReason> newestOfEachKind() {
        if (findings.isEmpty()) {
            return List.of();
        }
        var newest = new EnumMap<Signal.Kind, Finding>(Signal.Kind.class);
        for (var finding : findings) {
            newest.merge(finding.kind(), finding, (one, other) -> other.atMillis() >= one.atMillis() ? other : one);
        }
        return newest.values().stream().map(Finding::reason).toList();
    }

    private Standing standing() {
        var signals = new Raising(facts, judged, rules, headline, judgement, at).signals(findings);
        return new Standing(
                headline.with(judgement),
                judgement.says(judged.judgement()) ? Optional.empty() : Optional.of(judgement),
                signals,
                lookAgainAt());
    }

    private Optional<Long> lookAgainAt() {
        if (headline.interactions() == 0) {
            return Optional.empty();
        }
        var times = new ArrayList<Long>();
        Churn.nextStepMillis(facts, rules.churn(), at).ifPresent(times::add);
        if (headline.cartItems() > 0) {
            long due = facts.lastSeenMillis() + rules.cart().abandonedAfterMillis();
            if (due > at) {
                times.add(due);
            }
        }
        findings.stream()
                .map(finding -> finding.atMillis() + rules.fraud().countsForMillis())
                .filter(expiry -> expiry > at)
                .forEach(times::add);
        if (at - facts.lastSeenMillis() < FADING_DAYS * Day.DAY_MILLIS) {
            times.add(at + Day.DAY_MILLIS);
        }
        return times.stream().min(Long::compare);
    }
}
