package io.liveprofile.profile.domain.judgement;

import io.liveprofile.profile.domain.facts.Whereabouts;
import io.liveprofile.schemas.typed.Money;
import java.util.Optional;

/** Something a customer is about to do, judged and recorded in one step. */
public record Decision(Attempt attempt, Answer answer, Score score, String ruleVersion) {

    public static final int DECISIONS_MAX = 20;

    /** Of its own id, and of the order's: what facts keep of them whole. */
    public static final int ID_BYTES_MAX = 48;

    public enum Kind {
        PAYMENT,
        LOGIN
    }

    public enum Answer {
        ALLOW,
        REVIEW,
        DENY
    }

    /**
     * What is asked for.
     *
     * @param id chosen by whoever asks: asking again with it gets the same answer, and an interaction that names it is no
     *     second attempt
     * @param orderId likewise
     */
    public record Attempt(
            Kind kind, String id, Optional<String> orderId, Optional<Money> amount, Whereabouts where, long atMillis) {}

    static Answer answer(Level fraud) {
        return switch (fraud) {
            case LOW -> Answer.ALLOW;
            case MEDIUM -> Answer.REVIEW;
            case HIGH -> Answer.DENY;
        };
    }
}
