package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.schemas.typed.Meaning.PaymentAuthorized;
import io.liveprofile.schemas.typed.Meaning.PaymentDeclined;
import io.liveprofile.schemas.typed.Meaning.PaymentRefunded;
import io.liveprofile.schemas.typed.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt to pay, or money given back. */
public record Payment(
        Kind kind,
        @Nullable String paymentId,
        @Nullable Money amount,
        @Nullable String code,
        Whereabouts where,
        long atMillis,
        String messageId)
        implements Dated {

    public enum Kind {
        AUTHORIZED,
        DECLINED,
        REFUNDED
    }

    static @Nullable Payment of(Told told) {
        return switch (told.meaning()) {
            case PaymentAuthorized(var id, var _, var amount) ->
                of(told, Kind.AUTHORIZED, id, amount, Optional.empty());
            case PaymentDeclined(var id, var _, var amount, var code) -> of(told, Kind.DECLINED, id, amount, code);
            case PaymentRefunded(var id, var _, var amount) -> of(told, Kind.REFUNDED, id, amount, Optional.empty());
            default -> null;
        };
    }

    private static Payment of(
            Told told, Kind kind, Optional<String> id, Optional<Money> amount, Optional<String> code) {
        return new Payment(
                kind,
                Clipped.text(id),
                amount.map(money -> new Money(Clipped.text(money.currency()), money.cents()))
                        .orElse(null),
                Clipped.text(code),
                told.where(),
                told.atMillis(),
                told.messageId());
    }

    @Override
    public void addTo(Hash64 hash) {
        hash.add(kind.name()).add(paymentId).add(code).add(amount == null ? null : amount.currency());
        where.addTo(hash.add(amount == null ? 0 : amount.cents()));
    }
}
