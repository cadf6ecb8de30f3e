package io.liveprofile.profile.domain.judgement;

import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.profile.domain.facts.Dated;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.facts.Order;
import io.liveprofile.profile.domain.facts.Payment;
import io.liveprofile.profile.domain.facts.SignIn;
import io.liveprofile.profile.domain.facts.Whereabouts;
import io.liveprofile.schemas.typed.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that only the customer should have done, or is about to do. What an interaction and a decision tell of the same
 * attempt is one act: the decision's.
 *
 * @param message that tells of it, unless the decision does
 */
record Act(
        Kind kind,
        @Nullable MessageId message,
        @Nullable Decision decision,
        long atMillis,
        @Nullable Money amount,
        Whereabouts where) {

    enum Kind {
        SIGN_IN,
        PAYMENT,
        ORDER
    }

    static final Comparator<Act> OLDEST_FIRST =
            Comparator.comparingLong(Act::atMillis).thenComparing(Act::evidence);

    private static final String DECISION = "decision:";

    /** The id of the message or of the decision. Of most acts nobody asks. */
    String evidence() {
        return message != null ? message.toString() : evidence(Objects.requireNonNull(decision));
    }

    boolean isOrdered() {
        return kind == Kind.ORDER || decision != null;
    }

    static String evidence(Decision decision) {
        return DECISION + decision.attempt().id();
    }

    /** The oldest first. */
    static List<Act> of(Facts facts, List<Decision> decisions) {
        var acts = new ArrayList<Act>();
        for (SignIn each : facts.signIns().newest().entries()) {
            if (each.kind() == SignIn.Kind.SIGNED_IN && unforeseen(decisions, each.decisionId(), null)) {
                acts.add(of(Kind.SIGN_IN, each, null, each.where()));
            }
        }
        for (Payment each : facts.payments().newest().entries()) {
            if (each.kind() != Payment.Kind.REFUNDED && unforeseen(decisions, each.decisionId(), each.orderId())) {
                acts.add(of(Kind.PAYMENT, each, each.amount(), each.where()));
            }
        }
        for (Order each : facts.orders().newest().entries()) {
            acts.add(of(Kind.ORDER, each, each.value(), each.where()));
        }
        for (var decision : decisions) {
            var attempt = decision.attempt();
            acts.add(new Act(
                    attempt.kind() == Decision.Kind.LOGIN ? Kind.SIGN_IN : Kind.PAYMENT,
                    null,
                    decision,
                    attempt.atMillis(),
                    attempt.amount().orElse(null),
                    attempt.where()));
        }
        acts.sort(OLDEST_FIRST);
        return acts;
    }

    private static Act of(Kind kind, Dated dated, @Nullable Money amount, Whereabouts where) {
        return new Act(kind, dated.messageId(), null, dated.atMillis(), amount, where);
    }

    private static boolean unforeseen(List<Decision> decisions, @Nullable String decisionId, @Nullable String orderId) {
        for (var decision : decisions) {
            var attempt = decision.attempt();
            if (attempt.id().equals(decisionId)
                    || orderId != null && attempt.orderId().equals(Optional.of(orderId))) {
                return false;
            }
        }
        return true;
    }
}
