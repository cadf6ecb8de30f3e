package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.schemas.typed.Meaning.PaymentAuthorized;
import io.liveprofile.schemas.typed.Meaning.PaymentDeclined;
import io.liveprofile.schemas.typed.Meaning.PaymentRefunded;
import io.liveprofile.schemas.typed.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to pay, or money given back.
 *
 * @param decisionId of the decision that was asked for before
 */
public record Payment(
        Kind kind,
        @Nullable String paymentId,
        @Nullable String orderId,
        @Nullable String decisionId,
        @Nullable Money amount,
        @Nullable String code,
        Whereabouts where,
        long atMillis,
        MessageId messageId)
        implements Dated {

    public enum Kind {
        AUTHORIZED,
        DECLINED,
        REFUNDED
    }

    static @Nullable Payment of(Told told) {
        return switch (told.meaning()) {
            case PaymentAuthorized(var id, var order, var amount) ->
                of(told, Kind.AUTHORIZED, id, order, amount, Optional.empty());
            case PaymentDeclined(var id, var order, var amount, var code) ->
                of(told, Kind.DECLINED, id, order, amount, code);
            case PaymentRefunded(var id, var order, var amount) ->
                of(told, Kind.REFUNDED, id, order, amount, Optional.empty());
            default -> null;
        };
    }

    private static Payment of(
            Told told,
            Kind kind,
            Optional<String> id,
            Optional<String> orderId,
            Optional<Money> amount,
            Optional<String> code) {
        return new Payment(
                kind,
                Clipped.text(id),
                Clipped.text(orderId),
                told.decisionId(),
                Clipped.money(amount),
                Clipped.word(code),
                told.where(),
                told.atMillis(),
                told.messageId());
    }

    @Override
    public void addTo(Hash64 hash) {
        hash.add(kind.name())
                .add(paymentId)
                .add(orderId)
                .add(decisionId)
                .add(code)
                .add(amount == null ? null : amount.currency());
        where.addTo(hash.add(amount == null ? 0 : amount.cents()));
    }
}
