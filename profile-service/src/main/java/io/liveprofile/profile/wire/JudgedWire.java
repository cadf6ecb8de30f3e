package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Judged;
import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was thought and told of a customer so far. */
final class JudgedWire {
    private static final int JUDGEMENT = 1;
    private static final int LOOKED_AT = 2;
    private static final int RAISED = 3;
    private static final int SIGNAL = 4;
    private static final int CHURN_RISK = 5;
    private static final int CART_LEFT = 6;
    private static final int DECISION = 7;
    private static final int REVIEW = 8;

    private JudgedWire() {}

    static void write(WireWriter wire, Judged judged) {
        if (!judged.judgement().equals(Judgement.NONE)) {
            wire.nested(JUDGEMENT, nested -> JudgementWire.write(nested, judged.judgement()));
        }
        if (judged.lookedAtMillis() != Judged.NEVER) {
            wire.number(LOOKED_AT, judged.lookedAtMillis());
        }
        if (judged.raised().length > 0) {
            wire.bytes(RAISED, ProfileWire.packed(judged.raised()));
        }
        judged.signals().forEach(signal -> wire.nested(SIGNAL, nested -> SignalWire.write(nested, signal)));
        judged.churnRisk().ifPresent(id -> wire.text(CHURN_RISK, id));
        judged.cartLeft().ifPresent(left -> wire.nested(CART_LEFT, nested -> SignalWire.write(nested, left)));
        judged.decisions().forEach(decision -> wire.nested(DECISION, nested -> DecisionWire.write(nested, decision)));
        judged.reviews().forEach(review -> wire.nested(REVIEW, nested -> DecisionWire.write(nested, review)));
    }

    static Judged read(WireReader wire) {
        var judgement = Judgement.NONE;
        long lookedAt = Judged.NEVER;
        var raised = new long[0];
        var signals = new ArrayList<Signal>();
        Optional<String> churnRisk = Optional.empty();
        Optional<Signal> cartLeft = Optional.empty();
        var decisions = new ArrayList<Decision>();
        var reviews = new ArrayList<Review>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case JUDGEMENT -> judgement = JudgementWire.read(wire.nested());
                case LOOKED_AT -> lookedAt = wire.number();
                case RAISED -> raised = ProfileWire.unpacked(wire.bytes());
                case SIGNAL -> signals.add(SignalWire.read(wire.nested()));
                case CHURN_RISK -> churnRisk = Optional.of(wire.text());
                case CART_LEFT -> cartLeft = Optional.of(SignalWire.read(wire.nested()));
                case DECISION -> decisions.add(DecisionWire.read(wire.nested()));
                case REVIEW -> reviews.add(DecisionWire.readReview(wire.nested()));
                default -> wire.skip();
            }
        }
        return new Judged(
                judgement,
                lookedAt,
                raised,
                List.copyOf(signals),
                churnRisk,
                cartLeft,
                List.copyOf(decisions),
                List.copyOf(reviews));
    }
}
