package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Decision.Answer;
import io.liveprofile.profile.domain.judgement.Decision.Attempt;
import io.liveprofile.profile.domain.judgement.Review;
import java.util.Optional;

/** What the service was asked to decide, and what people decided of its signals. */
final class DecisionWire {
    private static final int KIND = 1;
    private static final int ID = 2;
    private static final int ORDER_ID = 3;
    private static final int CURRENCY = 4;
    private static final int CENTS = 5;
    private static final int WHERE = 6;
    private static final int AT = 7;
    private static final int ANSWER = 8;
    private static final int SCORE = 9;
    private static final int RULE_VERSION = 10;

    private static final int SIGNAL_ID = 1;
    private static final int SIGNAL_KEY = 2;
    private static final int VERDICT = 3;
    private static final int BY = 4;
    private static final int REVIEWED_AT = 5;

    private DecisionWire() {}

    static void write(WireWriter wire, Decision decision) {
        attempt(wire, decision.attempt());
        wire.text(ANSWER, decision.answer().name()).text(RULE_VERSION, decision.ruleVersion());
        JudgementWire.score(wire, SCORE, decision.score());
    }

    static void attempt(WireWriter wire, Attempt attempt) {
        wire.text(KIND, attempt.kind().name()).text(ID, attempt.id()).number(AT, attempt.atMillis());
        attempt.orderId().ifPresent(id -> wire.text(ORDER_ID, id));
        attempt.amount().ifPresent(money -> Row.money(wire, CURRENCY, CENTS, money));
        WhereaboutsWire.write(wire, WHERE, attempt.where());
    }

    static Decision read(WireReader wire) {
        var row = new Row(wire);
        return new Decision(
                attempt(row),
                Answer.valueOf(row.text(ANSWER)),
                JudgementWire.scoreOrNone(row.nested(SCORE)),
                row.word(RULE_VERSION));
    }

    static Attempt attempt(Row row) {
        return new Attempt(
                Decision.Kind.valueOf(row.text(KIND)),
                row.text(ID),
                Optional.ofNullable(row.textOrNull(ORDER_ID)),
                Optional.ofNullable(row.money(CURRENCY, CENTS)),
                WhereaboutsWire.read(row.nested(WHERE)),
                row.number(AT));
    }

    static void write(WireWriter wire, Review review) {
        wire.text(SIGNAL_ID, review.signalId())
                .fixed(SIGNAL_KEY, review.signalKey())
                .text(VERDICT, review.verdict().name())
                .text(BY, review.by())
                .number(REVIEWED_AT, review.atMillis());
    }

    static Review readReview(WireReader wire) {
        var row = new Row(wire);
        return new Review(
                row.text(SIGNAL_ID),
                row.number(SIGNAL_KEY),
                Review.Verdict.valueOf(row.text(VERDICT)),
                row.text(BY),
                row.number(REVIEWED_AT));
    }
}
