package io.liveprofile.api.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeaningsTest {
    private static final int MAX = 3;

    private final List<String> read = new ArrayList<>();
    private final Meanings<Integer> lengths = new Meanings<>(MAX, text -> {
        read.add(text);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return text.length();
    });

    @Test
    void what_comes_again_is_not_read_again() {
        assertThat(lengths.of("two")).isEqualTo(3);
        assertThat(lengths.of("two")).isEqualTo(3);
        assertThat(lengths.of("three")).isEqualTo(5);

        assertThat(read).containsExactly("two", "three");
    }

    @Test
    void what_can_not_be_read_is_refused_each_time() {
        assertThatThrownBy(() -> lengths.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lengths.of("")).isInstanceOf(IllegalArgumentException.class);

        assertThat(lengths.size()).isZero();
    }

    @Test
    void no_more_are_kept_than_may_be_whatever_is_sent() {
        for (int i = 0; i < 10 * MAX; i++) {
            lengths.of("text " + i);

            assertThat(lengths.size()).isBetween(1, MAX);
        }
    }
}
