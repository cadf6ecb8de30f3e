package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.entity.Command.Decide;
import io.liveprofile.profile.entity.Command.Deciding;
import io.liveprofile.profile.entity.Command.Inherit;
import io.liveprofile.profile.entity.Command.LookAgain;
import io.liveprofile.profile.entity.Command.NextLook;
import io.liveprofile.profile.entity.Command.ReviewSignal;
import io.liveprofile.profile.entity.Command.Reviewing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** Commands that ask for a judgement and their answers, as they cross between nodes. */
final class JudgingCommandWire {
    private static final int REPLY_TO = 1;
    private static final int ATTEMPT = 2;

    private static final int SIGNAL_ID = 2;
    private static final int VERDICT = 3;
    private static final int BY = 4;
    private static final int AT = 5;

    private static final int DECISION = 2;
    private static final int REVIEW = 3;

    private static final int ANSWER = 1;
    private static final int REVIEWED_ERASED = 2;

    private static final int NEXT_AT = 1;
    private static final int RULE_VERSION = 2;

    private static final int EXPECTED_BYTES = 256;

    private final ActorRefResolver resolver;

    JudgingCommandWire(ActorRefResolver resolver) {
        this.resolver = resolver;
    }

    byte[] decide(Decide decide) {
        return to(decide.replyTo())
                .nested(ATTEMPT, nested -> DecisionWire.attempt(nested, decide.attempt()))
                .toBytes();
    }

    Decide decide(WireReader wire) {
        var row = new Row(wire);
        return new Decide(
                DecisionWire.attempt(new Row(Objects.requireNonNull(row.nested(ATTEMPT)))),
                resolve(row.text(REPLY_TO)));
    }

    byte[] reviewSignal(ReviewSignal review) {
        return to(review.replyTo())
                .text(SIGNAL_ID, review.signalId())
                .text(VERDICT, review.verdict().name())
                .text(BY, review.by())
                .number(AT, review.atMillis())
                .toBytes();
    }

    ReviewSignal reviewSignal(WireReader wire) {
        var row = new Row(wire);
        return new ReviewSignal(
                row.text(SIGNAL_ID),
                Review.Verdict.valueOf(row.text(VERDICT)),
                row.text(BY),
                row.number(AT),
                resolve(row.text(REPLY_TO)));
    }

    byte[] lookAgain(LookAgain look) {
        return to(look.replyTo()).number(AT, look.atMillis()).toBytes();
    }

    LookAgain lookAgain(WireReader wire) {
        var row = new Row(wire);
        return new LookAgain(row.number(AT), resolve(row.text(REPLY_TO)));
    }

    byte[] inherit(Inherit inherit) {
        var wire = to(inherit.replyTo());
        inherit.decisions().forEach(each -> wire.nested(DECISION, nested -> DecisionWire.write(nested, each)));
        inherit.reviews().forEach(each -> wire.nested(REVIEW, nested -> DecisionWire.write(nested, each)));
        return wire.toBytes();
    }

    Inherit inherit(WireReader wire) {
        var replyTo = "";
        var decisions = new ArrayList<Decision>();
        var reviews = new ArrayList<Review>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case REPLY_TO -> replyTo = wire.text();
                case DECISION -> decisions.add(DecisionWire.read(wire.nested()));
                case REVIEW -> reviews.add(DecisionWire.readReview(wire.nested()));
                default -> wire.skip();
            }
        }
        return new Inherit(List.copyOf(decisions), List.copyOf(reviews), resolve(replyTo));
    }

    byte[] deciding(Deciding deciding) {
        var wire = new WireWriter(EXPECTED_BYTES);
        deciding.decision().ifPresent(decision -> wire.nested(ANSWER, nested -> DecisionWire.write(nested, decision)));
        return wire.toBytes();
    }

    Deciding deciding(WireReader wire) {
        return new Deciding(Optional.ofNullable(new Row(wire).nested(ANSWER)).map(DecisionWire::read));
    }

    byte[] reviewing(Reviewing reviewing) {
        var wire = new WireWriter(EXPECTED_BYTES);
        reviewing.signal().ifPresent(signal -> wire.nested(ANSWER, nested -> SignalWire.write(nested, signal)));
        return wire.number(REVIEWED_ERASED, reviewing.erased() ? 1 : 0).toBytes();
    }

    Reviewing reviewing(WireReader wire) {
        var row = new Row(wire);
        return new Reviewing(Optional.ofNullable(row.nested(ANSWER)).map(SignalWire::read), row.flag(REVIEWED_ERASED));
    }

    byte[] nextLook(NextLook next) {
        var wire = new WireWriter(EXPECTED_BYTES).text(RULE_VERSION, next.ruleVersion());
        next.atMillis().ifPresent(at -> wire.number(NEXT_AT, at));
        return wire.toBytes();
    }

    NextLook nextLook(WireReader wire) {
        var row = new Row(wire);
        return new NextLook(
                row.number(NEXT_AT) == 0 ? Optional.empty() : Optional.of(row.number(NEXT_AT)), row.text(RULE_VERSION));
    }

    private WireWriter to(ActorRef<?> replyTo) {
        return new WireWriter(EXPECTED_BYTES).text(REPLY_TO, resolver.toSerializationFormat(replyTo));
    }

    private <T> ActorRef<T> resolve(String replyTo) {
        return resolver.resolveActorRef(replyTo);
    }
}
