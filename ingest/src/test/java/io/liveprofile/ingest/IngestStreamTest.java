package io.liveprofile.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.facts.Counts.Count;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole module on a real broker, with profiles that live in the test. */
class IngestStreamTest {
    private static final int VISITS = 4;

    private final RunningIngest ingest = new RunningIngest();

    IngestStreamTest() throws Exception {}

    @AfterEach
    void stop() {
        ingest.assertAccounted();
        ingest.close();
    }

    @Test
    void each_record_of_the_sample_gets_one_verdict_and_then_its_offset_is_committed() throws Exception {
        var sample = ingest.sample();
        ingest.produce(sample);
        ingest.produce(sample.subList(0, 20));

        ingest.start();

        await().until(() -> ingest.records("consumed") == sample.size() + 20 && ingest.inFlight() == 0);
        await().until(() -> ingest.committed() == sample.size() + 20);
        assertThat(ingest.profiles.total()).isEqualTo((long) ingest.verdicts("applied"));
        assertThat(ingest.verdicts("duplicate")).isGreaterThanOrEqualTo(20);
    }

    @Test
    void what_can_not_be_applied_goes_to_the_quarantine_whole_and_sealed() throws Exception {
        ingest.produce(List.of(
                ingest.record(
                        "c1",
                        "{\"type\":\"track\",\"event\":\"Refused\",\"userId\":\"c1\",\"secret\":\"ava@example.com\"}"),
                ingest.record("c2", "{\"type\":\"page\",\"secret\":\"ben@example.com\"}"),
                ingest.record("c3", "{\"type\":\"page\",\"userId\":\"c3\"}")));

        ingest.start();

        await().until(() -> ingest.verdicts("applied") == 1 && ingest.verdicts("quarantined") == 2);
        var quarantined = ingest.quarantined(2);
        assertThat(quarantined)
                .extracting(each -> RunningIngest.header(each, "lp-reason"))
                .containsExactlyInAnyOrder("not_in_contract", "no_identity");
        assertThat(quarantined).allSatisfy(each -> {
            assertThat(RunningIngest.header(each, "lp-topic")).isEqualTo(ingest.topic);
            assertThat(each.key())
                    .isEqualTo(ingest.topic + ":" + RunningIngest.header(each, "lp-partition") + ":"
                            + RunningIngest.header(each, "lp-offset"));
            assertThat(new String(each.value(), StandardCharsets.ISO_8859_1)).doesNotContain("@example.com");
        });
    }

    @Test
    void a_database_that_is_away_delays_and_loses_nothing() throws Exception {
        ingest.profiles.failuresToCome.set(5);
        ingest.produce(List.of(ingest.record("c1", "{\"type\":\"page\",\"userId\":\"c1\"}")));

        ingest.start();

        await().until(() -> ingest.verdicts("applied") == 1 && ingest.inFlight() == 0);
        assertThat(ingest.profiles.failuresToCome).hasValue(0);
    }

    @Test
    void a_record_whose_answer_was_lost_counts_once_by_the_verdict_of_its_retry_and_no_order_is_lost()
            throws Exception {
        ingest.profiles.answersToLose.set(3);
        ingest.profiles.failuresToCome.set(3);
        var told = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (int i = 0; i < 500; i++) {
            told.add(ingest.record("c", "{\"type\":\"page\",\"userId\":\"c\",\"messageId\":\"m-" + i + "\"}"));
        }
        ingest.produce(told);

        ingest.start();

        await().until(() -> ingest.verdicts("applied") + ingest.verdicts("duplicate") == 500);
        assertThat(ingest.profiles.observed)
                .extracting(Interaction::messageId)
                .isEqualTo(IntStream.range(0, 500).mapToObj(i -> "m-" + i).toList());
        assertThat(ingest.verdicts("duplicate")).isPositive();
    }

    @Test
    void what_nobody_reads_yet_is_lag_and_what_is_settled_is_not() throws Exception {
        ingest.profiles.failuresToCome.set(Integer.MAX_VALUE);
        ingest.produce(List.of(
                ingest.record("c1", "{\"type\":\"page\",\"userId\":\"c1\"}"),
                ingest.record("c1", "{\"type\":\"page\",\"userId\":\"c1\"}")));
        var running = ingest.start();

        await().until(() -> running.status().lagRecords() == 2);
        await().until(() -> running.status().partitions().stream().anyMatch(each -> each.inFlight() == 2));
        ingest.profiles.failuresToCome.set(0);

        await().until(() -> running.status().lagRecords() == 0);
        assertThat(running.status().partitions())
                .hasSize(RunningIngest.PARTITIONS)
                .allSatisfy(partition -> {
                    assertThat(partition.lagSeconds()).isZero();
                    assertThat(partition.consumed())
                            .isEqualTo(partition.applied()
                                    + partition.duplicate()
                                    + partition.quarantined()
                                    + partition.skipped()
                                    + partition.inFlight());
                });
    }

    @Test
    void a_tombstone_is_skipped_and_counted() throws Exception {
        ingest.produce(List.of(new ProducerRecord<>(ingest.topic, RunningIngest.bytes("c1"), null)));

        ingest.start();

        await().until(() -> ingest.verdicts("skipped") == 1 && ingest.inFlight() == 0);
        assertThat(ingest.profiles.total()).isZero();
    }

    @Test
    void each_topic_has_its_format_and_producers_compress_as_they_like() throws Exception {
        var events = ingest.addTopic("cloud");
        ingest.topics = List.of(
                Map.of("name", ingest.topic, "format", "segment", "strict", true),
                Map.of("name", events, "format", "cloudevents"));
        for (var compression : List.of("none", "gzip", "lz4", "zstd", "snappy")) {
            ingest.produce(
                    List.of(ingest.record(
                            "key is not the customer",
                            "{\"type\":\"page\",\"userId\":\"c1\",\"messageId\":\"" + compression + "\"}")),
                    compression);
            ingest.produce(List.of(cloudEvent(events, compression)), compression);
        }
        ingest.produce(List.of(ingest.record("c2", "{\"type\":\"track\",\"event\":\"Shoe Tied\",\"userId\":\"c2\"}")));

        ingest.start();

        await().until(() -> ingest.verdicts("applied") == 10 && ingest.verdicts("quarantined") == 1);
        assertThat(RunningIngest.header(ingest.quarantined(1).getFirst(), "lp-reason"))
                .isEqualTo("unknown_schema");
        assertThat(ingest.profiles
                        .read(CustomerId.user("c1"))
                        .toCompletableFuture()
                        .join())
                .map(profile -> profile.facts().counts().byName())
                .contains(List.of(new Count("Page Viewed", 5), new Count("Signed In", 5)));
    }

    private static ProducerRecord<byte[], byte[]> cloudEvent(String topic, String id) {
        var record = new ProducerRecord<byte[], byte[]>(topic, RunningIngest.bytes("{\"mfa\":true}"));
        Map.of("specversion", "1.0", "id", id, "source", "/shop", "type", "Signed In", "subject", "c1")
                .forEach((name, value) -> record.headers().add("ce_" + name, RunningIngest.bytes(value)));
        return record;
    }

    @Test
    void a_placeholder_beside_a_sound_id_is_left_out_and_counted() throws Exception {
        ingest.produce(List.of(ingest.record("", "{\"type\":\"page\",\"userId\":\"null\",\"anonymousId\":\"a-1\"}")));

        ingest.start();

        await().until(() -> ingest.verdicts("applied") == 1);
        assertThat(ingest.registries
                        .getFirst()
                        .get("live_profile_ingest_blocked_ids_left_out")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(ingest.profiles
                        .read(CustomerId.anonymous("a-1"))
                        .toCompletableFuture()
                        .join())
                .isPresent();
    }

    @Test
    void partitions_that_move_in_mid_flight_lose_and_double_nothing() throws Exception {
        var first = ingest.start();
        var told = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (int i = 0; i < 3_000; i++) {
            told.add(ingest.record(
                    "c" + i % 50,
                    "{\"type\":\"page\",\"userId\":\"c%d\",\"messageId\":\"m-%d\"}".formatted(i % 50, i)));
        }
        ingest.produce(told.subList(0, 1_000));
        await().until(() -> ingest.verdicts("applied") > 0);

        ingest.start();
        var sent = new AtomicInteger(1_000);
        await().until(() -> {
            ingest.produce(told.subList(sent.get(), sent.addAndGet(10)));
            return RunningIngest.hasConsumed(ingest.registries.getLast());
        });
        ingest.produce(told.subList(sent.get(), 2_500));
        first.stop().toCompletableFuture().join();
        ingest.produce(told.subList(2_500, 3_000));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> ingest.profiles.total() == told.size() && ingest.inFlight() == 0);
        await().until(() -> ingest.committed() == told.size());
        assertThat(ingest.verdicts("applied")).isEqualTo(told.size());
    }

    /** Whoever joins and leaves makes everybody give up all partitions and take most of them back in one breath. */
    @Test
    void a_partition_that_goes_and_comes_back_at_once_loses_no_record() throws Exception {
        ingest.start();
        var stopped = new AtomicBoolean();
        var feed = CompletableFuture.supplyAsync(() -> ingest.produceUntil(stopped, 2_000));
        await().until(() -> ingest.verdicts("applied") > 0);

        for (int i = 0; i < VISITS; i++) {
            ingest.visitGroup();
        }
        stopped.set(true);
        int told = feed.join();

        await().atMost(Duration.ofSeconds(60)).until(() -> ingest.committed() == told && ingest.inFlight() == 0);
        assertThat(ingest.profiles.total()).isEqualTo(told);
    }
}
