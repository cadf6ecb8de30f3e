package io.liveprofile.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    private final Series ours = new Series("ours", "entries/s", List.of(44.0, 45.0, 100.0));
    private final Series theirs = new Series("theirs", "entries/s", List.of(10.0, 9.0, 11.0));

    @Test
    void a_ratio_of_exactly_the_target_meets_it_and_a_little_less_does_not() {
        assertThat(ours.beside(theirs).atLeast(4.5).met()).isTrue();
        assertThat(ours.beside(theirs).atLeast(4.51).met()).isFalse();
        assertThat(theirs.beside(ours).atMost(1 / 4.5).met()).isTrue();
        assertThat(theirs.beside(ours).atMost(1 / 4.6).met()).isFalse();
    }

    @Test
    void a_figure_by_itself_is_judged_by_its_value() {
        assertThat(ours.atLeast(45).met()).isTrue();
        assertThat(ours.atLeast(46).met()).isFalse();
        assertThat(ours.atMost(45).met()).isTrue();
        assertThat(ours.atMost(44).met()).isFalse();
    }

    @Test
    void a_figure_without_a_target_is_neither_met_nor_missed() {
        assertThat(ours.beside(theirs).met()).isNull();
        assertThat(ours.alone().ratio()).isNull();
    }

    @Test
    void a_ratio_to_nothing_is_refused() {
        assertThatThrownBy(() -> ours.alone().atLeast(2)).hasMessageContaining("beside(...)");
    }

    @Test
    void the_median_of_an_even_number_of_rounds_lies_between_the_middle_two() {
        assertThat(new Series("even", "s", List.of(4.0, 1.0, 2.0, 9.0)).median())
                .isEqualTo(3.0);
    }
}
