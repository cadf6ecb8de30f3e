package io.liveprofile.schemas.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void an_amount_is_kept_in_the_smallest_unit_of_its_currency() {
        assertThat(Money.of(new BigDecimal("19.99"), Optional.of("EUR"))).isEqualTo(new Money("EUR", 1999));
        assertThat(Money.of(new BigDecimal("1999"), Optional.of("JPY"))).isEqualTo(new Money("JPY", 1999));
        assertThat(Money.of(new BigDecimal("1.234"), Optional.of("KWD"))).isEqualTo(new Money("KWD", 1234));
    }

    @Test
    void a_currency_in_small_letters_is_the_same() {
        assertThat(Money.of(BigDecimal.ONE, Optional.of("usd"))).isEqualTo(new Money("USD", 100));
    }

    @Test
    void an_unknown_or_missing_currency_has_hundredths() {
        assertThat(Money.of(BigDecimal.ONE, Optional.of("ZZZ"))).isEqualTo(new Money("ZZZ", 100));
        assertThat(Money.of(BigDecimal.ONE, Optional.empty())).isEqualTo(new Money("XXX", 100));
    }

    @Test
    void decimals_beyond_the_currency_are_rounded_half_up() {
        assertThat(Money.of(new BigDecimal("0.005"), Optional.of("EUR"))).isEqualTo(new Money("EUR", 1));
        assertThat(Money.of(new BigDecimal("0.0049"), Optional.of("EUR"))).isEqualTo(new Money("EUR", 0));
    }

    @Test
    void the_greatest_amount_that_the_contract_allows_fits() {
        assertThat(Money.of(new BigDecimal("1000000000"), Optional.of("KWD")))
                .isEqualTo(new Money("KWD", 1_000_000_000_000L));
    }
}
