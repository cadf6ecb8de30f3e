package io.liveprofile.api.profile;

import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.profile.domain.judgement.Score;
import java.util.List;

/** What is thought of a customer, as it was stored: the reasons sum to the score. */
final class JudgementJson {
    static final List<Part> PARTS = List.of(
            part("judgedAt", (out, field, judgement) -> out.time(field, judgement.judgedAtMillis())),
            part("ruleVersion", (out, field, judgement) -> out.text(field, judgement.ruleVersion())),
            part("churn", (out, field, judgement) -> score(out, field, judgement.churn())),
            part("fraud", (out, field, judgement) -> score(out, field, judgement.fraud())),
            part("segments", (out, field, judgement) -> out.texts(field, judgement.segments())));

    private JudgementJson() {}

    private interface Writer {
        void write(JsonOut out, String field, Judgement judgement);
    }

    /** Of somebody who was judged. */
    private static Part part(String field, Writer writer) {
        return new Part(field, (out, name, profile, _) -> {
            var judgement = profile.judged().judgement();
            if (!judgement.ruleVersion().isEmpty()) {
                writer.write(out, name, judgement);
            }
        });
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
