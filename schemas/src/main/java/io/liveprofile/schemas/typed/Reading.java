package io.liveprofile.schemas.typed;

import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Fields by type. What is sealed or of another type isn't there. */
record Reading(Fields fields) {

    /** Ids come as numbers, too. */
    Optional<String> text(String path) {
        return fields.get(path).flatMap(value -> switch (value) {
            case Value.Text(String text) when !text.isEmpty() -> Optional.of(text);
            case Value.Number(BigDecimal number) -> Optional.of(number.toPlainString());
            default -> Optional.empty();
        });
    }

    Optional<BigDecimal> number(String path) {
        return fields.get(path)
                .flatMap(value ->
                        value instanceof Value.Number(BigDecimal number) ? Optional.of(number) : Optional.empty());
    }

    boolean flag(String path) {
        return fields.get(path).equals(Optional.of(new Value.Flag(true)));
    }

    /** The first of these amounts that was told. */
    Optional<Money> money(String prefix, String... names) {
        for (var name : names) {
            var amount = number(prefix + name);
            if (amount.isPresent()) {
                return Optional.of(Money.of(amount.get(), text(prefix + "currency")));
            }
        }
        return Optional.empty();
    }

    List<Item> items(String path) {
        return fields.get(path)
                .map(value -> value instanceof Value.Listing(var entries)
                        ? entries.stream()
                                .map(entry -> Item.of(new Reading(entry), ""))
                                .toList()
                        : List.<Item>of())
                .orElse(List.of());
    }
}
