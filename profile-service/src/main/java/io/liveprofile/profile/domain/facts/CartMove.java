package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.schemas.typed.Item;
import io.liveprofile.schemas.typed.Meaning.ProductAdded;
import io.liveprofile.schemas.typed.Meaning.ProductRemoved;
import io.liveprofile.schemas.typed.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product put into the cart or taken out of it.
 *
 * @param product by its id, else its SKU
 * @param thousandths of the quantity; {@link #ALL} where a removal told none
 * @param price of one
 */
public record CartMove(
        long atMillis,
        MessageId messageId,
        boolean added,
        String product,
        @Nullable String category,
        long thousandths,
        @Nullable Money price)
        implements Dated {

    public static final long ONE = 1_000;
    static final long ALL = -1;

    /** What the contract lets through. */
    private static final BigDecimal QUANTITY_MAX = BigDecimal.valueOf(1_000_000);

    static @Nullable CartMove of(Told told) {
        return switch (told.meaning()) {
            case ProductAdded(var _, var item, var price) -> of(told, true, item, price);
            case ProductRemoved(var _, var item) -> of(told, false, item, Optional.empty());
            default -> null;
        };
    }

    private static @Nullable CartMove of(Told told, boolean added, Item item, Optional<Money> price) {
        @Nullable String product = Clipped.word(item.key());
        return product == null
                ? null
                : new CartMove(
                        told.atMillis(),
                        told.messageId(),
                        added,
                        product,
                        Clipped.word(item.category()),
                        thousandths(item.quantity(), added ? ONE : ALL),
                        Clipped.money(price));
    }

    private static long thousandths(Optional<BigDecimal> quantity, long otherwise) {
        return quantity.map(told -> told.max(BigDecimal.ZERO)
                        .min(QUANTITY_MAX)
                        .movePointRight(3)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact())
                .orElse(otherwise);
    }

    @Override
    public void addTo(Hash64 hash) {
        hash.add(added ? 1 : 0).add(product).add(category).add(thousandths);
        hash.add(price == null ? null : price.currency()).add(price == null ? 0 : price.cents());
    }
}
