package io.liveprofile.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SharedAskingTest {
    private final List<Set<String>> asked = new ArrayList<>();
    private final List<CompletableFuture<Map<String, Integer>>> answers = new ArrayList<>();
    private final SharedAsking<String, Integer> asking = new SharedAsking<>(Duration.ofMinutes(1), keys -> {
        asked.add(keys);
        answers.add(new CompletableFuture<>());
        return answers.getLast();
    });

    @Test
    void a_lone_one_is_asked_at_once() {
        var ava = asking.of(Set.of("ava"));

        assertThat(asked).containsExactly(Set.of("ava"));
        answers.getFirst().complete(Map.of("ava", 1));
        assertThat(ava).isCompletedWithValue(Map.of("ava", 1));
    }

    @Test
    void whoever_asks_meanwhile_shares_the_next_and_is_told_of_their_own() {
        asking.of(Set.of("ava"));
        var noah = asking.of(Set.of("noah", "mia"));
        var mia = asking.of(Set.of("mia", "gone"));
        assertThat(asked).hasSize(1);

        answers.getFirst().complete(Map.of("ava", 1));

        assertThat(asked).containsExactly(Set.of("ava"), Set.of("noah", "mia", "gone"));
        answers.get(1).complete(Map.of("noah", 2, "mia", 3));
        assertThat(noah).isCompletedWithValue(Map.of("noah", 2, "mia", 3));
        assertThat(mia).isCompletedWithValue(Map.of("mia", 3));
    }

    @Test
    void a_failure_is_told_to_those_who_share_it_and_the_next_are_asked_all_the_same() {
        var ava = asking.of(Set.of("ava"));
        var noah = asking.of(Set.of("noah"));

        answers.getFirst().completeExceptionally(new IllegalStateException("away"));

        assertThat(ava).isCompletedExceptionally();
        assertThat(asked).hasSize(2);
        answers.get(1).complete(Map.of("noah", 2));
        assertThat(noah).isCompletedWithValue(Map.of("noah", 2));
    }

    @Test
    void a_question_that_hangs_fails_and_the_next_is_asked() {
        var impatient = new SharedAsking<String, Integer>(
                Duration.ofMillis(50),
                keys -> keys.contains("ava")
                        ? new CompletableFuture<>()
                        : CompletableFuture.completedFuture(Map.of("noah", 2)));
        var ava = impatient.of(Set.of("ava"));
        var noah = impatient.of(Set.of("noah"));

        assertThat(noah).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(Map.of("noah", 2));
        assertThat(ava).failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void what_can_not_even_be_asked_fails_and_holds_up_nobody() {
        var refused = new SharedAsking<String, Integer>(Duration.ofMinutes(1), _ -> {
            throw new IllegalStateException("no connection");
        });

        assertThat(refused.of(Set.of("ava"))).isCompletedExceptionally();
        assertThat(refused.of(Set.of("noah"))).isCompletedExceptionally();
    }
}
