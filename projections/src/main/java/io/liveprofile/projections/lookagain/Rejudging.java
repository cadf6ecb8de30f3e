package io.liveprofile.projections.lookagain;

/**
 * How far the judging anew is after the rules have changed.
 *
 * @param customers that are known
 * @param judged of these, by the rules of this version
 */
public record Rejudging(String ruleVersion, long customers, long judged) {}
