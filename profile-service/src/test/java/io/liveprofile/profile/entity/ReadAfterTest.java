package io.liveprofile.profile.entity;

import static io.liveprofile.profile.entity.Visits.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.profile.After;
import io.liveprofile.profile.ReadAfter;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReadAfterTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    private static OneNode node;

    private final CustomerId ava = CustomerId.user("ava-" + UUID.randomUUID());

    @BeforeAll
    static void start() {
        node = OneNode.start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void whoever_waits_for_an_interaction_is_answered_when_it_is_in() {
        var byId = readAfter(ava, new After.Message("m-2"), LONG);
        var byOrigin = readAfter(ava, record(2), LONG);
        node.observe(ava, at(ava, 1));
        assertThat(byId).isNotDone();
        assertThat(byOrigin).isNotDone();

        node.observe(ava, at(ava, 2));

        assertThat(byId.join()).isEqualTo(byOrigin.join());
        assertThat(byId.join().isIn()).isTrue();
        assertThat(byId.join().profile().orElseThrow().sequence()).isEqualTo(2);
    }

    @Test
    void what_follows_an_answer_runs_where_it_arrives() {
        var follows = node.profiles()
                .readAfter(ava, new After.Message("m-1"), LONG)
                .thenApply(_ -> Thread.currentThread().getName())
                .toCompletableFuture();

        node.observe(ava, at(ava, 1));

        assertThat(follows.join()).contains("dispatcher");
    }

    @Test
    void what_is_in_already_is_not_waited_for() {
        node.observe(ava, at(ava, 1), at(ava, 2));

        assertThat(readAfter(ava, new After.Message("m-1"), LONG)).succeedsWithin(Duration.ofSeconds(3));
        assertThat(readAfter(ava, record(2), LONG)).succeedsWithin(Duration.ofSeconds(3));
        assertThat(readAfter(ava, record(1), LONG)).succeedsWithin(Duration.ofSeconds(3));
    }

    @Test
    void after_the_wait_the_profile_comes_as_it_is() {
        node.observe(ava, at(ava, 1));

        for (var after : List.of(new After.Message("m-2"), record(2), otherPartition())) {
            var read = readAfter(ava, after, SHORT).join();

            assertThat(read.isIn()).isFalse();
            assertThat(read.profile().orElseThrow().sequence()).isEqualTo(1);
        }
        var nobody = CustomerId.user("nobody-" + UUID.randomUUID());
        assertThat(readAfter(nobody, record(1), SHORT).join()).isEqualTo(new ReadAfter(Optional.empty(), false));
    }

    @Test
    void a_redelivery_tells_where_it_came_from_too() {
        node.observe(ava, at(ava, 1));
        var waiting = readAfter(ava, record(9), LONG);

        node.observe(ava, at(ava, 1, 9));

        assertThat(waiting.join().isIn()).isTrue();
    }

    @Test
    void whoever_waits_at_a_profile_that_merges_waits_at_its_taker() {
        var browser = CustomerId.anonymous("browser-" + UUID.randomUUID());
        node.observe(browser, at(browser, 1));
        var waiting = readAfter(browser, new After.Message("m-3"), LONG);
        node.observe(ava, beside(browser, 2));
        await().until(() -> node.profiles()
                .read(browser)
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .id()
                .equals(ava));

        node.observe(ava, at(ava, 3));

        assertThat(waiting.join().isIn()).isTrue();
        assertThat(waiting.join().profile().orElseThrow().id()).isEqualTo(ava);
        assertThat(waiting.join().profile().orElseThrow().requestedId()).isEqualTo(browser);
    }

    @Test
    void so_many_wait_and_no_more() {
        var waiting = IntStream.range(0, Waiting.READERS_MAX)
                .mapToObj(_ -> readAfter(ava, record(1), LONG))
                .toList();

        var oneMore = readAfter(ava, record(1), LONG);

        assertThat(oneMore).succeedsWithin(Duration.ofSeconds(3)).isEqualTo(new ReadAfter(Optional.empty(), false));
        node.observe(ava, at(ava, 1));
        assertThat(waiting)
                .allSatisfy(reader -> assertThat(reader.join().isIn()).isTrue());
    }

    private static After record(long offset) {
        return new After.Record(new Origin("customer-events", 3, offset));
    }

    private static After otherPartition() {
        return new After.Record(new Origin("customer-events", 4, 1));
    }

    private static CompletableFuture<ReadAfter> readAfter(CustomerId id, After after, Duration wait) {
        return node.profiles().readAfter(id, after, wait).toCompletableFuture();
    }

    private static Interaction at(CustomerId source, int n) {
        return at(source, n, n);
    }

    private static Interaction at(CustomerId source, int n, long offset) {
        return visit(source, n, Optional.empty(), origin(offset));
    }

    private Interaction beside(CustomerId browser, int n) {
        return visit(ava, n, Optional.of(browser), origin(n));
    }

    private static Optional<Origin> origin(long offset) {
        return Optional.of(new Origin("customer-events", 3, offset));
    }
}
