package io.liveprofile.api.privacy;

import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.facts.Trait;
import io.liveprofile.profile.domain.judgement.Score;
import io.liveprofile.profile.domain.judgement.ScoreReason;
import io.liveprofile.profile.domain.judgement.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is held about a person, in sentences for that person. */
final class Summary {
    private Summary() {}

    static List<String> of(LiveProfile profile) {
        var facts = profile.facts();
        var says = new ArrayList<String>();
        says.add("We know you as " + profile.id() + ", from " + time(facts.firstSeenMillis()) + " to "
                + time(facts.lastSeenMillis()) + ".");
        says.add("We hold " + facts.counts().total() + " things that you did: "
                + facts.counts().byName().stream()
                        .map(count -> count.times() + " \u00d7 " + count.name())
                        .collect(Collectors.joining(", "))
                + ". Each stands under \"journal\", with all that was told of it.");
        var traits = facts.traits().entries().stream().map(Trait::name).sorted().toList();
        if (!traits.isEmpty()) {
            says.add("We were told this about you: " + String.join(", ", traits) + ". The values stand under"
                    + " \"profile\", in \"traits\".");
        }
        if (!profile.links().answered().isEmpty()) {
            says.add("These anonymous ids were seen with you: "
                    + profile.links().answered().stream()
                            .map(link -> link.anonymous() + " ("
                                    + link.outcome().name().toLowerCase(Locale.ROOT) + ")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        inferred(profile, says);
        return says;
    }

    private static void inferred(LiveProfile profile, List<String> says) {
        var judgement = profile.judged().judgement();
        says.add("We think that your risk of leaving is " + score(judgement.churn()) + " and that the risk of fraud is "
                + score(judgement.fraud()) + ", by version " + judgement.ruleVersion() + " of our rules.");
        if (!judgement.segments().isEmpty()) {
            says.add("We count you among: " + String.join(", ", judgement.segments()) + ".");
        }
        for (var signal : profile.judged().signals()) {
            says.add("On " + time(signal.atMillis()) + " we noticed: "
                    + signal.kind().word() + because(signal) + ".");
        }
        for (var decision : profile.judged().decisions()) {
            says.add("On " + time(decision.attempt().atMillis()) + " a "
                    + decision.attempt().kind().name().toLowerCase(Locale.ROOT) + " was decided by machine: "
                    + decision.answer().name().toLowerCase(Locale.ROOT) + ", because the risk of fraud was "
                    + score(decision.score()) + ".");
        }
    }

    private static String because(Signal signal) {
        var from = signal.evidence().isEmpty() ? "" : ", from " + String.join(", ", signal.evidence());
        return from + " (rules " + signal.ruleVersion() + ")";
    }

    private static String score(Score score) {
        return score.level().word() + " (" + score.points() + " of 100"
                + (score.reasons().isEmpty()
                        ? ""
                        : ": " + score.reasons().stream().map(ScoreReason::name).collect(Collectors.joining(", ")))
                + ")";
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
