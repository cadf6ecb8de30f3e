package io.liveprofile.profile.domain.judgement;

import java.util.List;

/**
 * What was thought of a customer at a time, by the rules of then. It is stored and served as stored: other rules judge
 * anew, and leave what was judged.
 *
 * @param ruleVersion empty where nobody has judged yet
 * @param segments by the alphabet
 */
public record Judgement(String ruleVersion, long judgedAtMillis, Score churn, Score fraud, List<String> segments) {

    public static final Judgement NONE = new Judgement("", 0, Score.NONE, Score.NONE, List.of());

    /** But for the time, which moves with every interaction. */
    boolean says(Judgement other) {
        return ruleVersion.equals(other.ruleVersion)
                && churn.equals(other.churn)
                && fraud.equals(other.fraud)
                && segments.equals(other.segments);
    }

    /** Whether somebody who acts on it would act in another way: the points alone and the version are no such thing. */
    boolean leadsElsewhere(Judgement other) {
        return churn.level() != other.churn.level()
                || fraud.level() != other.fraud.level()
                || !segments.equals(other.segments);
    }

    boolean made() {
        return !ruleVersion.isEmpty();
    }

    Judgement at(long atMillis) {
        return new Judgement(ruleVersion, atMillis, churn, fraud, segments);
    }
}
