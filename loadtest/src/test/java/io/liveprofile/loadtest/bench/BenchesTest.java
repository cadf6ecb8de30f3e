package io.liveprofile.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchesTest {
    @TempDir
    Path folder;

    static final class GroupCommitBench implements Bench {
        @Override
        public void run(Run run) throws Exception {
            var rounds = run.interleaved(
                    new Contestant("ours", () -> Readings.of("speed", 90, "1/s").and("cpu", 2, "µs")),
                    new Contestant(
                            "theirs", () -> Readings.of("speed", 30, "1/s").and("cpu", 8, "µs")));
            run.report(rounds.of("ours", "speed")
                    .beside(rounds.of("theirs", "speed"))
                    .atLeast(4.5));
            run.report(rounds.of("ours", "cpu").alone());
        }
    }

    @Test
    void the_name_of_a_bench_is_its_class_in_small_words() {
        assertThat(Benches.nameOf(new GroupCommitBench())).isEqualTo("group-commit");
    }

    @Test
    void the_json_tells_each_figure_beside_its_rival() throws Exception {
        var file = folder.resolve("figures.json");

        assertThat(Benches.execute(new GroupCommitBench(), "--json", file.toString()))
                .isZero();

        assertThat(json(file)).isEqualTo(new ObjectMapper().readTree("""
            [ {"bench": "group-commit", "figure": "ours: speed", "value": 90.0, "unit": "1/s",
               "rounds": [90.0, 90.0, 90.0], "beside": {"figure": "theirs: speed", "value": 30.0},
               "ratio": 3.0, "target": "≥ 4.5 ×", "met": false},
              {"bench": "group-commit", "figure": "ours: cpu", "value": 2.0, "unit": "µs",
               "rounds": [2.0, 2.0, 2.0], "beside": null, "ratio": null, "target": null, "met": null} ]
            """));
    }

    @Test
    void a_second_bench_adds_to_the_file_of_the_first() throws Exception {
        var file = folder.resolve("figures.json");

        Benches.execute(new GroupCommitBench(), "--json", file.toString());
        Benches.execute(new GroupCommitBench(), "--json", file.toString());

        assertThat(json(file)).hasSize(4);
    }

    @Test
    void a_quick_run_judges_no_target() throws Exception {
        var file = folder.resolve("figures.json");

        Benches.execute(new GroupCommitBench(), "--quick", "--json", file.toString());

        assertThat(json(file).get(0).get("target").asText()).isEqualTo("≥ 4.5 ×");
        assertThat(json(file).get(0).get("met").isNull()).isTrue();
    }

    @Test
    void an_unknown_option_and_a_missing_folder_are_refused() {
        assertThat(Benches.execute(new GroupCommitBench(), "--fast")).isEqualTo(2);
        assertThat(Benches.execute(new GroupCommitBench(), "--json", "/nowhere/at/all.json"))
                .isEqualTo(2);
    }

    private static JsonNode json(Path file) throws Exception {
        return new ObjectMapper().readTree(Files.readString(file));
    }
}
