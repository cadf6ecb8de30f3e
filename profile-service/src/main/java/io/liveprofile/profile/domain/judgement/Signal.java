package io.liveprofile.profile.domain.judgement;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.facts.Cart;
import io.liveprofile.schemas.typed.Money;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that was noticed, told once.
 *
 * @param id of kind, evidence and rule version: a customer who merges doesn't tell it twice
 * @param key of kind and evidence alone
 * @param evidence the ids of the messages and decisions behind it, oldest first
 * @param withdraws the id of the earlier signal that holds no more
 */
public record Signal(
        String id,
        long key,
        Kind kind,
        long atMillis,
        String ruleVersion,
        List<String> evidence,
        Optional<String> withdraws,
        About about) {

    public static final int EVIDENCE_MAX = 12;

    public enum Kind {
        CART_ABANDONED,
        CART_RECOVERED,
        CHURN_RISK_HIGH,
        CHURN_RISK_EASED,
        IMPOSSIBLE_TRAVEL,
        NEW_DEVICE,
        NEW_COUNTRY,
        FAILED_THEN_SIGNED_IN,
        PASSWORD_THEN_LARGE_ORDER,
        ORDER_VELOCITY,
        PAYMENT_VELOCITY,
        UNUSUAL_AMOUNT,
        SEGMENT_ENTERED,
        SEGMENT_LEFT;

        /** As it is published. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the same evidence never tells it again; others come and go. */
        boolean once() {
            return switch (this) {
                case CHURN_RISK_HIGH, CHURN_RISK_EASED, CART_RECOVERED, SEGMENT_ENTERED, SEGMENT_LEFT -> false;
                default -> true;
            };
        }

        public static Optional<Kind> of(String word) {
            for (var kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** What there is to tell besides. */
    public sealed interface About {

        /** The risk as it stood. */
        record Risk(Score churn) implements About {}

        record CartLeft(List<Cart.Line> items, List<Money> value) implements About {}

        record Suspicion(int points, String detail) implements About {}

        /** @param because the figures that the segment's condition looks at */
        record SegmentMove(String segment, String because) implements About {}

        record Nothing() implements About {}
    }

    static Signal of(Kind kind, long atMillis, String ruleVersion, List<String> evidence, About about) {
        return of(kind, atMillis, ruleVersion, evidence, Optional.empty(), about);
    }

    static Signal of(
            Kind kind,
            long atMillis,
            String ruleVersion,
            List<String> evidence,
            Optional<String> withdraws,
            About about) {
        var named = about instanceof About.SegmentMove(var segment, var _) ? segment : "";
        var hash = new Hash64().add(kind.word()).add(named);
        evidence.forEach(hash::add);
        var id = HexFormat.of().toHexDigits(hash.add(ruleVersion).finish());
        return new Signal(
                id, Finding.key(kind, evidence), kind, atMillis, ruleVersion, List.copyOf(evidence), withdraws, about);
    }
}
