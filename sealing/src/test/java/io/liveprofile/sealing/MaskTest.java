package io.liveprofile.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskTest {

    @Test
    void of_an_address_the_first_letter_and_the_domain_stay() {
        assertThat(Mask.of("julia@example.com")).isEqualTo("j***@example.com");
        assertThat(Mask.of("\uD83D\uDE00smile@example.com")).isEqualTo("\uD83D\uDE00***@example.com");
    }

    @Test
    void of_anything_else_the_first_letter_stays_where_it_is_long_enough() {
        assertThat(Mask.of("Ava Lovelace")).isEqualTo("A***");
        assertThat(Mask.of("Jürgen")).isEqualTo("J***");
        assertThat(Mask.of("Clara")).isEqualTo("***");
        assertThat(Mask.of("@x")).isEqualTo("***");
        assertThat(Mask.of("")).isEqualTo("***");
    }
}
