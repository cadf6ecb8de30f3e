package io.liveprofile.ingest.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerLanesTest {
    private static final int IN_FLIGHT_MAX = 4;

    private final ActorTestKit kit = ActorTestKit.create();
    private final List<List<String>> batches = java.util.Collections.synchronizedList(new ArrayList<>());
    private final List<CompletableFuture<Void>> answers = java.util.Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> handedBack = java.util.Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void what_comes_while_a_batch_is_out_goes_together_as_the_next() {
        var lanes = lanes();

        lanes.first().sendNext(List.of("ava-1")).sendNext(List.of("ava-2")).sendNext(List.of("ava-3"));
        awaitBatches(1);
        answers.getFirst().complete(null);

        awaitBatches(2);
        assertThat(batches).containsExactly(List.of("ava-1"), List.of("ava-2", "ava-3"));
    }

    @Test
    void who_has_much_waiting_holds_up_nobody_else() {
        var lanes = lanes();

        lanes.first().sendNext(List.of("ava-1")).sendNext(List.of("ava-2", "ben-3"));

        awaitBatches(2);
        assertThat(batches).containsExactly(List.of("ava-1"), List.of("ben-3"));
    }

    @Test
    void an_offset_waits_for_everything_before_it() {
        var lanes = lanes();
        lanes.first().sendNext(List.of("ava-1", "ben-2"));
        awaitBatches(2);

        answers.get(1).complete(null);
        lanes.second().request(2).expectNoMessage();
        answers.get(0).complete(null);

        lanes.second().expectNext("ben-2");
    }

    @Test
    void at_the_bound_the_partition_waits() {
        var lanes = lanes();
        lanes.first().sendNext(List.of("ava-1", "ben-2", "cem-3", "dan-4")).sendNext(List.of("eve-5"));
        awaitBatches(IN_FLIGHT_MAX);

        lanes.second().request(1).expectNoMessage();
        assertThat(batches).hasSize(IN_FLIGHT_MAX);
        answers.getFirst().complete(null);

        lanes.second().expectNext("ava-1");
        awaitBatches(IN_FLIGHT_MAX + 1);
    }

    @Test
    void a_stream_that_ends_early_hands_back_what_was_never_told() {
        var lanes = lanes();
        lanes.first().sendNext(List.of("ava-1")).sendNext(List.of("ava-2", "ava-3"));
        awaitBatches(1);

        lanes.second().cancel();

        Awaitility.await().until(() -> !handedBack.isEmpty());
        assertThat(handedBack).containsExactly(2);
    }

    private org.apache.pekko.japi.Pair<TestPublisher.Probe<List<String>>, TestSubscriber.Probe<String>> lanes() {
        return TestSource.<List<String>>create(kit.system())
                .via(new CustomerLanes<>(
                        IN_FLIGHT_MAX,
                        new CustomerLanes.Bounds<>(
                                10, 1_000, Function.<String>identity().andThen(String::length)),
                        element -> element.substring(0, 3),
                        batch -> {
                            var answer = new CompletableFuture<Void>();
                            answers.add(answer);
                            batches.add(batch);
                            return answer;
                        },
                        _ -> {},
                        handedBack::add))
                .toMat(TestSink.create(kit.system()), Keep.both())
                .run(kit.system());
    }

    private void awaitBatches(int count) {
        Awaitility.await().until(() -> batches.size() >= count);
    }
}
