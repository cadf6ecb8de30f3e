package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.schemas.typed.Money;
import org.jspecify.annotations.Nullable;

/** @param products how many different ones */
public record Order(
        String orderId,
        long atMillis,
        MessageId messageId,
        @Nullable Money value,
        int products,
        Whereabouts where) implements Dated {

    @Override
    public void addTo(Hash64 hash) {
        hash.add(orderId).add(products).add(value == null ? null : value.currency());
        where.addTo(hash.add(value == null ? 0 : value.cents()));
    }
}
