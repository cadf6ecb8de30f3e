package io.liveprofile.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.embedded.FreePort;
import io.liveprofile.ingest.collector.Collector;
import io.liveprofile.ingest.collector.Collector.Answer;
import io.liveprofile.ingest.collector.Collector.Bad;
import io.liveprofile.ingest.collector.Collector.Kind;
import io.liveprofile.ingest.quarantine.Quarantine.Filter;
import io.liveprofile.ingest.quarantine.Quarantine.Outcome;
import io.liveprofile.ingest.quarantine.Waiting;
import io.liveprofile.profile.domain.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events over HTTP, to the real broker and on to their customers. */
class CollectorTest {
    private final String customer = "c-" + UUID.randomUUID();

    @Test
    void what_is_taken_is_in_kafka_and_reaches_its_customer() throws Exception {
        try (var ingest = new RunningIngest()) {
            var running = ingest.start();

            var answer = take(
                    running.collector(), Kind.TRACK, "{\"event\":\"Order Completed\",\"userId\":\"" + customer + "\"}");

            assertThat(answer).isEqualTo(new Answer.Taken(1, List.of()));
            await().until(() -> ingest.verdicts("applied") == 1);
            assertThat(ingest.consumed().getFirst().key()).isEqualTo(customer);
            ingest.assertAccounted();
        }
    }

    @Test
    void a_bad_event_is_named_kept_and_can_be_mended_and_its_neighbours_are_taken() throws Exception {
        try (var ingest = new RunningIngest()) {
            var running = ingest.start();
            var batch = "{\"batch\":[{\"type\":\"page\",\"userId\":\"" + customer + "\"},{\"type\":\"page\"},"
                    + "{\"type\":\"page\",\"userId\":\"x\",\"a\":\"" + "x".repeat(33_000) + "\"}]}";

            var answer = (Answer.Taken) take(running.collector(), Kind.BATCH, batch);

            assertThat(answer.events()).isEqualTo(1);
            assertThat(answer.bad()).extracting(Bad::index).containsExactly(1, 2);
            assertThat(answer.bad()).extracting(Bad::reason).containsExactly(Reason.NO_IDENTITY, Reason.TOO_LARGE);
            await().until(() -> ingest.verdicts("applied") == 1);
            var waiting = waiting(running, Reason.NO_IDENTITY);
            assertThat(waiting.source().topic()).isEqualTo("http");
            var mended = "{\"type\":\"page\",\"userId\":\"" + customer + "\",\"messageId\":\"mended\"}";
            assertThat(running.quarantine()
                            .replay(waiting.id(), Optional.of(RunningIngest.bytes(mended)))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(Outcome.DONE);
            await().until(() -> ingest.verdicts("applied") == 2);
            ingest.assertAccounted();
        }
    }

    @Test
    void what_is_no_event_at_all_waits_in_the_quarantine() throws Exception {
        try (var ingest = new RunningIngest()) {
            var running = ingest.start();

            assertThat(take(running.collector(), Kind.BATCH, "hello")).isInstanceOf(Answer.Unreadable.class);

            assertThat(waiting(running, Reason.UNREADABLE).whole()).isTrue();
        }
    }

    @Test
    void over_its_bound_it_says_later() throws Exception {
        try (var ingest = new RunningIngest(Map.of(
                "live-profile.collector.body-bytes-max",
                "2KiB",
                "live-profile.collector.in-flight-bytes-max",
                "2KiB"))) {
            var collector = ingest.start().collector();
            var body = "{\"event\":\"a\",\"userId\":\"" + customer + "\",\"b\":\"" + "x".repeat(1_200) + "\"}";

            var first = collector.take(Kind.TRACK, RunningIngest.bytes(body));
            var second = collector.take(Kind.TRACK, RunningIngest.bytes(body));

            assertThat(second.toCompletableFuture().join()).isEqualTo(new Answer.Busy());
            assertThat(first.toCompletableFuture().join()).isInstanceOf(Answer.Taken.class);
            assertThat(take(collector, Kind.TRACK, body)).isInstanceOf(Answer.Taken.class);
        }
    }

    @Test
    void a_broker_that_is_away_is_our_outage() throws Exception {
        try (var ingest = new RunningIngest(Map.of("live-profile.collector.ack-max", "1s"))) {
            ingest.bootstrap = "127.0.0.1:" + FreePort.find();
            var collector = ingest.create().collector();

            assertThat(take(collector, Kind.TRACK, "{\"event\":\"a\",\"userId\":\"" + customer + "\"}"))
                    .isEqualTo(new Answer.Away());
        }
    }

    private static Waiting waiting(Ingest running, Reason reason) {
        var filter = new Filter(Optional.of(reason), Optional.empty(), Optional.empty(), Optional.empty());
        await().until(() -> !running.quarantine()
                .list(filter, Optional.empty(), 1)
                .toCompletableFuture()
                .join()
                .records()
                .isEmpty());
        return running.quarantine()
                .list(filter, Optional.empty(), 1)
                .toCompletableFuture()
                .join()
                .records()
                .getFirst();
    }

    private static Answer take(Collector collector, Kind kind, String body) {
        return collector
                .take(kind, RunningIngest.bytes(body))
                .toCompletableFuture()
                .join();
    }
}
