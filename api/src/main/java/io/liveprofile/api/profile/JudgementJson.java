package io.liveprofile.api.profile;

import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.profile.domain.judgement.Score;

/** What is thought of a customer, as it was stored: the reasons sum to the score. */
final class JudgementJson {
    private JudgementJson() {}

    static void write(JsonOut out, Judgement judgement) {
        if (judgement.ruleVersion().isEmpty()) {
            return;
        }
        out.time("judgedAt", judgement.judgedAtMillis()).text("ruleVersion", judgement.ruleVersion());
        score(out, "churn", judgement.churn());
        score(out, "fraud", judgement.fraud());
        out.texts("segments", judgement.segments());
    }

    private static void score(JsonOut out, String field, Score score) {
        out.object(
                field,
                told -> told.number("score", score.points())
                        .text("level", score.level().word())
                        .array(
                                "reasons",
                                score.reasons(),
                                (json, reason) -> json.text("name", reason.name())
                                        .number("points", reason.points())
                                        .text("messageId", reason.messageId())
                                        .time("at", reason.atMillis())));
    }
}
