package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.profile.domain.judgement.Level;
import io.liveprofile.profile.domain.judgement.Score;
import io.liveprofile.profile.domain.judgement.ScoreReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is thought of a customer, with the reasons. A score of nought takes no byte. */
final class JudgementWire {
    private static final int RULE_VERSION = 1;
    private static final int JUDGED_AT = 2;
    private static final int CHURN = 3;
    private static final int FRAUD = 4;
    private static final int SEGMENT = 5;

    private static final int POINTS = 1;
    private static final int LEVEL = 2;
    private static final int REASON = 3;

    private static final int NAME = 1;
    private static final int REASON_POINTS = 2;
    private static final int MESSAGE_ID = 3;
    private static final int AT = 4;

    private JudgementWire() {}

    static void write(WireWriter wire, Judgement judgement) {
        wire.text(RULE_VERSION, judgement.ruleVersion()).number(JUDGED_AT, judgement.judgedAtMillis());
        score(wire, CHURN, judgement.churn());
        score(wire, FRAUD, judgement.fraud());
        judgement.segments().forEach(segment -> wire.text(SEGMENT, segment));
    }

    static Judgement read(WireReader wire) {
        var version = "";
        long at = 0;
        var churn = Score.NONE;
        var fraud = Score.NONE;
        var segments = new ArrayList<String>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case RULE_VERSION -> version = wire.word();
                case JUDGED_AT -> at = wire.number();
                case CHURN -> churn = score(wire.nested());
                case FRAUD -> fraud = score(wire.nested());
                case SEGMENT -> segments.add(wire.word());
                default -> wire.skip();
            }
        }
        return new Judgement(version, at, churn, fraud, List.copyOf(segments));
    }

    static void score(WireWriter wire, int field, Score score) {
        if (!score.equals(Score.NONE)) {
            wire.nested(field, nested -> {
                nested.number(POINTS, score.points()).number(LEVEL, level(score.level()));
                score.reasons().forEach(reason -> nested.nested(REASON, inner -> reason(inner, reason)));
            });
        }
    }

    private static void reason(WireWriter wire, ScoreReason reason) {
        wire.text(NAME, reason.name())
                .number(REASON_POINTS, reason.points())
                .text(MESSAGE_ID, reason.messageId())
                .number(AT, reason.atMillis());
    }

    static Score scoreOrNone(@Nullable WireReader wire) {
        return wire == null ? Score.NONE : score(wire);
    }

    static Score score(WireReader wire) {
        int points = 0;
        var level = Level.LOW;
        var reasons = new ArrayList<ScoreReason>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case POINTS -> points = wire.integer();
                case LEVEL -> level = level(wire.integer());
                case REASON -> reasons.add(reason(new Row(wire.nested())));
                default -> wire.skip();
            }
        }
        return new Score(points, level, List.copyOf(reasons));
    }

    private static ScoreReason reason(Row row) {
        return new ScoreReason(row.word(NAME), row.integer(REASON_POINTS), row.text(MESSAGE_ID), row.number(AT));
    }

    static int level(Level level) {
        return switch (level) {
            case LOW -> 0;
            case MEDIUM -> 1;
            case HIGH -> 2;
        };
    }

    static Level level(int word) {
        return switch (word) {
            case 0 -> Level.LOW;
            case 1 -> Level.MEDIUM;
            case 2 -> Level.HIGH;
            default -> throw new IllegalArgumentException("stored by a newer version: a level " + word);
        };
    }
}
