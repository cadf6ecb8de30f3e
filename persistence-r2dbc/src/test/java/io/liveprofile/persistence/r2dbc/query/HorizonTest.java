package io.liveprofile.persistence.r2dbc.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HorizonTest {
    private final Queue<CompletableFuture<SafePoint>> looks = new ArrayDeque<>();
    private final Horizon horizon = new Horizon(() -> {
        var look = new CompletableFuture<SafePoint>();
        looks.add(look);
        return look;
    });

    @Test
    void an_answer_comes_from_a_look_that_began_after_the_question() {
        var first = horizon.next().toCompletableFuture();
        var second = horizon.next().toCompletableFuture();

        looks.remove().complete(at(1));
        assertThat(first).isCompletedWithValue(at(1));
        assertThat(second).isNotDone();

        looks.remove().complete(at(2));
        assertThat(second).isCompletedWithValue(at(2));
    }

    @Test
    void however_many_ask_one_look_is_under_way_and_one_waits() {
        horizon.next();
        var others = IntStream.range(0, 1_000)
                .mapToObj(i -> horizon.next().toCompletableFuture())
                .toList();

        assertThat(looks).hasSize(1);
        looks.remove().complete(at(1));
        assertThat(looks).hasSize(1);
        looks.remove().complete(at(2));

        assertThat(looks).isEmpty();
        assertThat(others).allMatch(CompletableFuture::isDone);
    }

    @Test
    void a_look_that_fails_fails_those_who_wait_for_it_and_no_others() {
        var first = horizon.next().toCompletableFuture();
        var second = horizon.next().toCompletableFuture();

        looks.remove().completeExceptionally(new IllegalStateException("no database"));
        looks.remove().complete(at(2));

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedWithValue(at(2));
    }

    private static SafePoint at(long second) {
        return new SafePoint(Instant.ofEpochSecond(second), Instant.ofEpochSecond(second));
    }
}
