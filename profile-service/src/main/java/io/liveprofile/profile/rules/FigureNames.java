package io.liveprofile.profile.rules;

import io.liveprofile.profile.domain.facts.Counts;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.facts.Trait;
import io.liveprofile.profile.domain.judgement.Figures;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.typed.Money;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a segment's condition may name. Days are whole ones up to when the customer was judged. */
enum FigureNames {
    INTERACTIONS(Type.NUMBER, figures -> figures.headline().interactions()),
    INTERACTIONS_7D(Type.NUMBER, Figures::interactionsOfWeek),
    INTERACTIONS_30D(Type.NUMBER, Figures::interactionsOfMonth),
    ACTIVE_DAYS_30D(Type.NUMBER, Figures::activeDaysOfMonth),
    DAYS_KNOWN(Type.NUMBER, figures -> figures.daysSince(figures.headline().firstSeenMillis())),
    DAYS_SILENT(Type.NUMBER, figures -> figures.daysSince(figures.headline().lastSeenMillis())),
    ORDERS(Type.NUMBER, figures -> figures.headline().orders()),
    ORDER_CENTS(Type.NUMBERS, figures -> cents(figures.headline().orderValue())),
    DAYS_SINCE_ORDER(
            Type.NUMBER,
            figures ->
                    figures.headline().lastOrderMillis().map(figures::daysSince).orElse(FigureNames.NEVER)),
    OPEN_TICKETS(Type.NUMBER, figures -> (long) figures.headline().openTickets()),
    ERRORS(Type.NUMBER, figures -> figures.headline().errors()),
    SESSIONS(Type.NUMBER, figures -> (long) figures.headline().sessions()),
    CART_ITEMS(Type.NUMBER, figures -> (long) figures.headline().cartItems()),
    CART_CENTS(Type.NUMBERS, figures -> cents(figures.headline().cartValue())),
    TIER(Type.TEXT, figures -> figures.headline().tier().orElse("")),
    REGION(Type.TEXT, figures -> figures.headline().region().orElse("")),
    COUNTRY(Type.TEXT, figures -> figures.headline().country().orElse("")),
    CHURN_SCORE(Type.NUMBER, figures -> (long) figures.churn().points()),
    CHURN_LEVEL(Type.TEXT, figures -> figures.churn().level().word()),
    FRAUD_SCORE(Type.NUMBER, figures -> (long) figures.fraud().points()),
    FRAUD_LEVEL(Type.TEXT, figures -> figures.fraud().level().word()),
    CATEGORIES(Type.TEXTS, figures -> categories(figures.facts())),
    COUNTS(Type.NUMBERS, figures -> counts(figures.facts().counts())),
    TRAITS(Type.ANYTHING, figures -> traits(figures.facts()));

    enum Type {
        NUMBER,
        TEXT,
        TEXTS,
        NUMBERS,
        ANYTHING
    }

    /** So that "ordered within thirty days" is false of who never did. */
    private static final long NEVER = 1_000_000;

    private static final Map<String, FigureNames> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FigureNames::word, Function.identity()));

    private final Type type;
    private final Function<Figures, Object> value;

    FigureNames(Type type, Function<Figures, Object> value) {
        this.type = type;
        this.value = value;
    }

    static Optional<FigureNames> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Type type() {
        return type;
    }

    Object in(Figures figures) {
        return value.apply(figures);
    }

    private static Map<String, Long> cents(List<Money> amounts) {
        return amounts.stream().collect(Collectors.toUnmodifiableMap(Money::currency, Money::cents));
    }

    private static Map<String, Long> counts(Counts counts) {
        return counts.byName().stream().collect(Collectors.toUnmodifiableMap(Counts.Count::name, Counts.Count::times));
    }

    private static List<String> categories(Facts facts) {
        return facts.interests().byDay().stream()
                .map(interest -> interest.category())
                .distinct()
                .toList();
    }

    /** Those that stand in clear: a personal one is sealed, and nothing here could open it. */
    private static Map<String, Object> traits(Facts facts) {
        var traits = new HashMap<String, Object>();
        for (Trait trait : facts.traits().entries()) {
            switch (trait.value()) {
                case Value.Text(var text) -> traits.put(trait.name(), text);
                case Value.Number(var number) -> traits.put(trait.name(), number.doubleValue());
                case Value.Flag(boolean flag) -> traits.put(trait.name(), flag);
                case Value.Listing _, Value.Sealed _ -> {}
            }
        }
        return traits;
    }
}
