package io.liveprofile.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyTextTest {
    /** Of "abc", as FIPS 180-2 has it. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void a_hash_is_the_secrets_alone_whatever_was_hashed_before() {
        KeyText.hash("another one");

        assertThat(HexFormat.of().formatHex(KeyText.hash("abc"))).isEqualTo(OF_ABC);
        assertThat(HexFormat.of().formatHex(KeyText.hash("abc"))).isEqualTo(OF_ABC);
    }
}
