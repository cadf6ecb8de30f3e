package io.liveprofile.profile.domain;

import io.liveprofile.schemas.typed.Money;
import java.util.List;
import java.util.Optional;

/**
 * The figures of a profile as they stand after an event, so that projections copy and never recompute.
 *
 * @param orderValue net of refunds, by currency
 * @param sessions how many began or went on within the last day up to the newest interaction
 * @param cartItems how many different products
 * @param cartSinceMillis when the oldest of them was put in
 * @param country where the customer was last
 */
public record Headline(
        long firstSeenMillis,
        long lastSeenMillis,
        long interactions,
        long orders,
        List<Money> orderValue,
        Optional<Long> lastOrderMillis,
        int openTickets,
        long errors,
        int sessions,
        Optional<Long> sessionStartMillis,
        int cartItems,
        List<Money> cartValue,
        Optional<Long> cartSinceMillis,
        Optional<String> tier,
        Optional<String> region,
        Optional<String> country) {

    public Headline {
        orderValue = List.copyOf(orderValue);
        cartValue = List.copyOf(cartValue);
    }

    /** As entries from before there was more had it. */
    public static Headline of(long firstSeenMillis, long lastSeenMillis, long interactions) {
        return new Headline(
                firstSeenMillis,
                lastSeenMillis,
                interactions,
                0,
                List.of(),
                Optional.empty(),
                0,
                0,
                0,
                Optional.empty(),
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
