package io.liveprofile.profile.domain;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.RULES;
import static io.liveprofile.profile.domain.Histories.told;

import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.domain.judgement.Signal;
import java.util.ArrayList;
import java.util.List;

/** A customer to whom things are told one after the other, with all signals that were raised on the way. */
public final class Told {
    public static final long MINUTE = 60_000;
    public static final long HOUR = 60 * MINUTE;
    public static final long DAY = 24 * HOUR;

    private final List<Signal> signals = new ArrayList<>();
    private Profile profile = Profile.NEW;
    private Rules rules = RULES;

    public Told by(Rules other) {
        rules = other;
        return this;
    }

    /** @param afterNoonMillis when, by the customer's own clock */
    public Told of(String messageId, String name, long afterNoonMillis, Object... pathsAndValues) {
        return all(told(messageId, name, NOON_MILLIS + afterNoonMillis, pathsAndValues));
    }

    public Told all(Interaction... interactions) {
        profile.observe(List.of(interactions), KnownIds.NONE, rules).event().ifPresent(this::apply);
        return this;
    }

    public Told silentUntil(long afterNoonMillis) {
        profile.lookAgain(NOON_MILLIS + afterNoonMillis, rules).ifPresent(this::apply);
        return this;
    }

    public Decision decided(Decision.Attempt attempt) {
        var decided = profile.decide(attempt, rules);
        apply(decided);
        return decided.decision();
    }

    public Told reviewed(Signal signal, Review.Verdict verdict) {
        apply(profile.review(new Review(signal.id(), signal.key(), verdict, "a desk", NOON_MILLIS + 100 * DAY), rules));
        return this;
    }

    private void apply(ProfileEvent.Judging event) {
        signals.addAll(event.standing().signals());
        profile = profile.apply(event);
    }

    public Profile profile() {
        return profile;
    }

    public Judgement judgement() {
        return profile.judged().judgement();
    }

    public List<Signal> signals() {
        return signals;
    }

    public List<Signal.Kind> kinds() {
        return signals.stream().map(Signal::kind).toList();
    }

    public Signal last() {
        return signals.getLast();
    }
}
