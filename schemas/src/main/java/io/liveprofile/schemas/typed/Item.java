package io.liveprofile.schemas.typed;

import java.math.BigDecimal;
import java.util.Optional;

/** A product as it stands in a view, a cart or an order. Producers tell its id, its SKU, or both. */
public record Item(
        Optional<String> productId,
        Optional<String> sku,
        Optional<String> name,
        Optional<String> category,
        Optional<BigDecimal> price,
        Optional<BigDecimal> quantity) {

    /** By which the same product is found again: its id, else its SKU. */
    public Optional<String> key() {
        return productId.or(() -> sku);
    }

    static Item of(Reading from, String prefix) {
        return new Item(
                from.text(prefix + "product_id"),
                from.text(prefix + "sku"),
                from.text(prefix + "name"),
                from.text(prefix + "category"),
                from.number(prefix + "price"),
                from.number(prefix + "quantity"));
    }
}
