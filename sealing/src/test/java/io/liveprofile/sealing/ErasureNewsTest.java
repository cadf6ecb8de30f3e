package io.liveprofile.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ErasureNewsTest {
    private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");

    private final List<Instant> asked = new ArrayList<>();
    private final List<CompletableFuture<Instant>> answers = new ArrayList<>();
    private long nanos;
    private final ErasureNews news = new ErasureNews(
            since -> {
                asked.add(since);
                answers.add(new CompletableFuture<>());
                return answers.getLast();
            },
            BEGIN,
            () -> nanos);

    @Test
    void nobody_listens_who_has_just_heard() {
        pass(ErasureNews.LISTEN_EVERY.minusNanos(1));

        assertThat(news.isFresh()).isTrue();
        assertThat(asked).isEmpty();
    }

    @Test
    void it_listens_once_at_a_time_and_again_to_what_it_may_have_heard_before() {
        pass(ErasureNews.LISTEN_EVERY);
        assertThat(news.isFresh()).isTrue();
        assertThat(news.isFresh()).isTrue();
        answers.getFirst().complete(BEGIN.plusSeconds(2));
        pass(ErasureNews.LISTEN_EVERY);
        news.isFresh();

        assertThat(asked).containsExactly(BEGIN.minusSeconds(30), BEGIN.minusSeconds(28));
    }

    @Test
    void who_has_not_heard_for_too_long_trusts_no_memory_until_it_hears() {
        pass(ErasureNews.FRESH_MAX.minusNanos(1));
        assertThat(news.isFresh()).isTrue();
        answers.getFirst().completeExceptionally(new TimeoutException("the database is away"));
        pass(Duration.ofNanos(1));
        assertThat(news.isFresh()).isFalse();

        answers.getLast().complete(BEGIN.plusSeconds(5));

        assertThat(news.isFresh()).isTrue();
    }

    /** An answer is as old as its question: what was destroyed meanwhile isn't in it. */
    @Test
    void a_slow_answer_is_old_news() {
        pass(ErasureNews.LISTEN_EVERY);
        news.isFresh();
        pass(ErasureNews.FRESH_MAX);

        answers.getFirst().complete(BEGIN.plusSeconds(2));

        assertThat(news.isFresh()).isFalse();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
