package io.liveprofile.profile.domain.facts;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class UsualProperties {
    private static final String EUR = "EUR";

    @Property
    void plain_numbers_tell_what_numbers_of_any_size_do(
            @ForAll @Size(min = 1, max = Orders.ORDERS_MAX)
                    long @LongRange(min = -Usual.PLAIN_CENTS_MAX, max = Usual.PLAIN_CENTS_MAX) [] cents) {
        assertThat(Usual.of(EUR, cents)).isEqualTo(Usual.ofHuge(EUR, cents));
    }

    @Example
    void at_the_bound_and_beyond_nothing_overflows() {
        for (long cents :
                new long[] {Usual.PLAIN_CENTS_MAX, Usual.PLAIN_CENTS_MAX + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            var half = new long[Orders.ORDERS_MAX];
            for (int i = 0; i < half.length / 2; i++) {
                half[i] = cents;
            }

            assertThat(Usual.of(EUR, half)).isEqualTo(new Usual(EUR, half.length, cents / 2, Math.abs(cents / 2)));
        }
    }
}
