package io.liveprofile.profile.domain.judgement;

import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.profile.domain.facts.CartMove;
import io.liveprofile.profile.domain.facts.Dated;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.judgement.Signal.About;
import io.liveprofile.profile.domain.judgement.Signal.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What is told of a judgement: each thing once, and a risk that is over likewise. */
final class Raising {
    private final Facts facts;
    private final Judged before;
    private final Rules rules;
    private final Headline headline;
    private final Judgement judgement;
    private final long at;
    private final List<Signal> signals = new ArrayList<>();

    Raising(Facts facts, Judged before, Rules rules, Headline headline, Judgement judgement, long atMillis) {
        this.facts = facts;
        this.before = before;
        this.rules = rules;
        this.headline = headline;
        this.judgement = judgement;
        this.at = atMillis;
    }

    List<Signal> signals(List<Finding> findings) {
        for (var finding : findings) {
            if (!before.wasRaised(finding.key())) {
                raise(
                        finding.kind(),
                        finding.atMillis(),
                        finding.evidence(),
                        new About.Suspicion(finding.points(), finding.detail()));
            }
        }
        churn();
        cart();
        segments();
        return signals;
    }

    private void churn() {
        var churn = judgement.churn();
        if (before.churnRisk().isEmpty() && churn.level() == Level.HIGH) {
            raise(Kind.CHURN_RISK_HIGH, at, evidence(churn), new About.Risk(churn));
        }
        before.churnRisk()
                .filter(risk -> churn.points() < rules.churn().easedBelow())
                .ifPresent(risk -> {
                    var evidence = new ArrayList<>(newestMessage());
                    evidence.add(risk);
                    withdraw(Kind.CHURN_RISK_EASED, evidence, risk, new About.Risk(churn));
                });
    }

    private static List<String> evidence(Score score) {
        var messages = new LinkedHashSet<String>();
        score.reasons().forEach(reason -> messages.add(reason.messageId()));
        return List.copyOf(messages);
    }

    private void cart() {
        var left = before.cartLeft();
        if (left.isPresent() && orderedAfter(left.get())) {
            var evidence = List.of(
                    left.get().evidence().getFirst(),
                    facts.cart().orderedMessageId().toString());
            withdraw(Kind.CART_RECOVERED, evidence, left.get().id(), new About.Nothing());
        }
        if (headline.cartItems() > 0
                && at - facts.lastSeenMillis() >= rules.cart().abandonedAfterMillis()) {
            var evidence = List.of(newestMove().messageId().toString());
            if (!before.wasRaised(Finding.key(Kind.CART_ABANDONED, evidence))) {
                raise(
                        Kind.CART_ABANDONED,
                        at,
                        evidence,
                        new About.CartLeft(facts.cart().lines(), headline.cartValue()));
            }
        }
    }

    private CartMove newestMove() {
        return facts.cart().moves().getFirst();
    }

    /** By event time: the order may have come in late. */
    private boolean orderedAfter(Signal left) {
        long moved = ((About.CartLeft) left.about())
                .items().stream().mapToLong(line -> line.sinceMillis()).max().orElse(left.atMillis());
        long ordered = facts.cart().orderedAtMillis();
        return Dated.isNewer(
                        ordered,
                        facts.cart().orderedMessageId(),
                        moved,
                        MessageId.of(left.evidence().getFirst()))
                && ordered - left.atMillis() <= rules.cart().recoveredWithinMillis();
    }

    private void segments() {
        if (judgement.segments().equals(before.judgement().segments())) {
            return;
        }
        var figures = new Figures(facts, headline, judgement.churn(), judgement.fraud(), at);
        for (var segment : rules.segments()) {
            boolean was = before.judgement().segments().contains(segment.name());
            if (judgement.segments().contains(segment.name()) != was) {
                move(was ? Kind.SEGMENT_LEFT : Kind.SEGMENT_ENTERED, segment.name(), segment.because(figures));
            }
        }
        for (var name : before.judgement().segments()) {
            if (rules.segments().stream().noneMatch(segment -> segment.name().equals(name))) {
                move(Kind.SEGMENT_LEFT, name, "the segment is no more");
            }
        }
    }

    private void move(Kind kind, String segment, String because) {
        raise(kind, at, newestMessage(), new About.SegmentMove(segment, because));
    }

    private List<String> newestMessage() {
        return facts.timeline()
                .first()
                .map(entry -> List.of(entry.messageId().toString()))
                .orElse(List.of());
    }

    private void raise(Kind kind, long atMillis, List<String> evidence, About about) {
        signals.add(Signal.of(kind, atMillis, rules.version(), evidence, about));
    }

    private void withdraw(Kind kind, List<String> evidence, String withdrawn, About about) {
        signals.add(Signal.of(kind, at, rules.version(), evidence, Optional.of(withdrawn), about));
    }
}
