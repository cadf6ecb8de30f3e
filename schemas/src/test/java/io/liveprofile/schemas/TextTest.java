package io.liveprofile.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "\u0001\uFFFF\uD7FF\uE000", "\uD83D\uDED2", "a\uD83D\uDED2\uD83D\uDED2b", "\u05D0"})
    void sound(String text) {
        assertThat(Text.isSound(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\0", "a\0b", "\uD83D", "a\uD83D", "\uD83Da", "\uDED2", "\uDED2\uD83D", "\uD83D\uD83D\uDED2"})
    void neither_kept_by_postgresql_nor_by_utf_8(String text) {
        assertThat(Text.isSound(text)).isFalse();
    }
}
