package io.liveprofile.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final PrintStream SILENT = new PrintStream(OutputStream.nullOutputStream());

    private final List<String> played = new ArrayList<>();

    @Test
    void contestants_take_turns_and_each_round_begins_with_another() throws Exception {
        var run = new Run("order", 3, false, SILENT);

        run.interleaved(contestant("a", 1, 1, 1, 1), contestant("b", 1, 1, 1, 1));

        assertThat(played).containsExactly("a", "b", "a", "b", "b", "a", "a", "b");
    }

    @Test
    void the_warm_up_is_not_measured_and_the_median_is_told() throws Exception {
        var run = new Run("median", 3, false, SILENT);

        var speed = run.interleaved(contestant("a", 1_000, 3, 1, 2)).of("a", "speed");

        assertThat(speed.rounds()).containsExactly(3.0, 1.0, 2.0);
        assertThat(speed.median()).isEqualTo(2.0);
    }

    @Test
    void who_starts_anew_in_every_round_has_no_warm_up() throws Exception {
        var speed =
                new Run("cold", 3, false, SILENT).cold(contestant("a", 3, 1, 2)).of("a", "speed");

        assertThat(speed.rounds()).containsExactly(3.0, 1.0, 2.0);
    }

    @Test
    void a_quick_run_plays_one_round() throws Exception {
        var run = new Run("quick", 3, true, SILENT);

        var speed = run.interleaved(contestant("a", 9, 4)).of("a", "speed");

        assertThat(speed.rounds()).containsExactly(4.0);
    }

    @Test
    void fewer_than_three_rounds_are_refused() {
        assertThatThrownBy(() -> new Run("hasty", 2, false, SILENT)).hasMessageContaining("at least 3");
    }

    @Test
    void a_figure_that_nobody_measured_is_refused_by_name() throws Exception {
        var rounds = new Run("typo", 3, false, SILENT).interleaved(contestant("a", 1, 1, 1, 1));

        assertThatThrownBy(() -> rounds.of("a", "sped")).hasMessageContaining("'sped' of 'a'");
    }

    @Test
    void what_a_round_measured_is_told_at_once() throws Exception {
        var told = new ByteArrayOutputStream();

        new Run("long", 3, true, new PrintStream(told, true, StandardCharsets.UTF_8)).cold(contestant("a", 1_234));

        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("  long, round 1 of 1: a", "    speed 1,234 1/s");
    }

    private Contestant contestant(String name, double... speeds) {
        var turns = new ArrayList<Double>();
        for (var speed : speeds) {
            turns.add(speed);
        }
        return new Contestant(name, () -> {
            played.add(name);
            return Readings.of("speed", turns.removeFirst(), "1/s");
        });
    }
}
