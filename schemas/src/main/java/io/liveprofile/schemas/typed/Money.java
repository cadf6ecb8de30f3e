package io.liveprofile.schemas.typed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/**
 * An amount in the smallest unit of its currency.
 *
 * @param currency of ISO 4217; {@link #UNKNOWN_CURRENCY} where the producer named none
 */
public record Money(String currency, long cents) {
    /** ISO 4217's word for no currency. */
    public static final String UNKNOWN_CURRENCY = "XXX";

    private static final int USUAL_DECIMALS = 2;

    /** Rounded half up where a producer sends more decimals than the currency has. */
    public static Money of(BigDecimal amount, Optional<String> currency) {
        var code = currency.map(text -> text.toUpperCase(Locale.ROOT)).orElse(UNKNOWN_CURRENCY);
        var cents = amount.movePointRight(decimals(code)).setScale(0, RoundingMode.HALF_UP);
        return new Money(code, cents.longValueExact());
    }

    private static int decimals(String code) {
        try {
            int decimals = Currency.getInstance(code).getDefaultFractionDigits();
            return decimals < 0 ? USUAL_DECIMALS : decimals;
        } catch (IllegalArgumentException e) {
            return USUAL_DECIMALS;
        }
    }
}
