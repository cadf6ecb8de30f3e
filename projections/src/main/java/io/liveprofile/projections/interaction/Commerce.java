package io.liveprofile.projections.interaction;

import io.liveprofile.schemas.typed.Item;
import io.liveprofile.schemas.typed.Meaning;
import io.liveprofile.schemas.typed.Meaning.CheckoutStarted;
import io.liveprofile.schemas.typed.Meaning.OrderCancelled;
import io.liveprofile.schemas.typed.Meaning.OrderCompleted;
import io.liveprofile.schemas.typed.Meaning.OrderRefunded;
import io.liveprofile.schemas.typed.Meaning.OrderUpdated;
import io.liveprofile.schemas.typed.Meaning.PaymentAuthorized;
import io.liveprofile.schemas.typed.Meaning.PaymentDeclined;
import io.liveprofile.schemas.typed.Meaning.PaymentRefunded;
import io.liveprofile.schemas.typed.Meaning.ProductAdded;
import io.liveprofile.schemas.typed.Meaning.ProductRemoved;
import io.liveprofile.schemas.typed.Meaning.ProductViewed;
import io.liveprofile.schemas.typed.Money;
import java.util.Optional;

/**
 * What an interaction says of an order or a product.
 *
 * @param revenue of an order; less than nothing of a refund
 */
record Commerce(Optional<String> orderId, Optional<Money> revenue, Optional<Item> product) {
    private static final Commerce NONE = new Commerce(Optional.empty(), Optional.empty(), Optional.empty());

    static Commerce of(Meaning meaning) {
        return switch (meaning) {
            case OrderCompleted(var order, var value, var _) ->
                new Commerce(Optional.of(order), value, Optional.empty());
            case OrderRefunded(var order, var refunded, var _) ->
                new Commerce(
                        Optional.of(order),
                        refunded.map(money -> new Money(money.currency(), -money.cents())),
                        Optional.empty());
            case OrderUpdated(var order, var _, var _) -> order(Optional.of(order));
            case OrderCancelled(var order) -> order(Optional.of(order));
            case CheckoutStarted(var order, var _, var _) -> order(order);
            case PaymentAuthorized(var _, var order, var _) -> order(order);
            case PaymentDeclined(var _, var order, var _, var _) -> order(order);
            case PaymentRefunded(var _, var order, var _) -> order(order);
            case ProductViewed(var product) -> product(product);
            case ProductAdded(var _, var product, var _) -> product(product);
            case ProductRemoved(var _, var product) -> product(product);
            default -> NONE;
        };
    }

    private static Commerce order(Optional<String> id) {
        return new Commerce(id, Optional.empty(), Optional.empty());
    }

    private static Commerce product(Item product) {
        return new Commerce(Optional.empty(), Optional.empty(), Optional.of(product));
    }
}
