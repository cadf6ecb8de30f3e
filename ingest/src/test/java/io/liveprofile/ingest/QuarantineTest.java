package io.liveprofile.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.liveprofile.embedded.SharedServers;
import io.liveprofile.ingest.quarantine.Quarantine;
import io.liveprofile.ingest.quarantine.Quarantine.Filter;
import io.liveprofile.ingest.quarantine.Quarantine.Outcome;
import io.liveprofile.ingest.quarantine.Quarantine.Page;
import io.liveprofile.ingest.quarantine.Quarantine.Shown;
import io.liveprofile.ingest.quarantine.Replays;
import io.liveprofile.ingest.quarantine.Source;
import io.liveprofile.ingest.quarantine.Waiting;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Reason;
import io.liveprofile.schemas.Value;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Into the quarantine and out of it again, on a real broker and with real keys. */
class QuarantineTest {
    private static final String SECRET = "ava@example.com";
    private static final long LONG_AGO_MILLIS = 1_767_261_600_000L;

    private final RunningIngest ingest = new RunningIngest(Map.of("live-profile.quarantine.waiting-records-max", 4));
    private final String customer = "c-" + UUID.randomUUID();

    QuarantineTest() throws Exception {}

    @AfterEach
    void stop() {
        ingest.assertAccounted();
        ingest.close();
    }

    @Test
    void a_record_comes_back_byte_for_byte() throws Exception {
        var running = ingest.start();
        var sent = refused("m1");
        sent.headers().add(new RecordHeader("traceparent", new byte[] {0, 1, (byte) 0xFF}));

        ingest.produce(List.of(sent));

        var waiting = waiting(running.quarantine(), 1).getFirst();
        assertThat(waiting.reason()).isEqualTo(Reason.NOT_IN_CONTRACT);
        assertThat(waiting.detail()).doesNotContain(SECRET);
        assertThat(waiting.customer()).contains("user_id:" + customer);
        var shown = (Shown.Opened) show(running.quarantine(), waiting.id()).orElseThrow();
        assertThat(shown.raw().key()).isEqualTo(sent.key());
        assertThat(shown.raw().value()).isEqualTo(sent.value());
        assertThat(shown.raw().headers()).singleElement().satisfies(header -> {
            assertThat(header.name()).isEqualTo("traceparent");
            assertThat(header.value()).isEqualTo(new byte[] {0, 1, (byte) 0xFF});
        });
    }

    @Test
    void a_replayed_record_is_applied_once_and_keeps_its_origin() throws Exception {
        var running = ingest.start();
        ingest.produce(List.of(refused("m1")));
        var waiting = waiting(running.quarantine(), 1).getFirst();

        ingest.profiles.refusedName = "nothing any more";
        assertThat(replay(running.quarantine(), waiting.id())).isEqualTo(Outcome.DONE);

        await().until(() -> ingest.verdicts("applied") == 1);
        var told = ingest.profiles.observed.getFirst();
        assertThat(new Source.Read(told.origin().orElseThrow(), 0)).isEqualTo(waiting.source());
        assertThat(told.fields().get(Replays.EDITED_FIELD)).isEmpty();
        assertThat(list(running.quarantine()).records()).isEmpty();
        assertThat(replay(running.quarantine(), waiting.id())).isEqualTo(Outcome.NOT_WAITING);
    }

    @Test
    void an_edited_record_says_so_for_ever() throws Exception {
        var running = ingest.start();
        ingest.produce(List.of(refused("m1")));
        var waiting = waiting(running.quarantine(), 1).getFirst();

        var mended = "{\"type\":\"page\",\"messageId\":\"m1\",\"userId\":\"" + customer + "\"}";
        var outcome = running.quarantine()
                .replay(waiting.id(), Optional.of(RunningIngest.bytes(mended)))
                .toCompletableFuture()
                .join();

        assertThat(outcome).isEqualTo(Outcome.DONE);
        await().until(() -> ingest.verdicts("applied") == 1);
        var told = ingest.profiles.observed.getFirst();
        assertThat(told.name()).isEqualTo("Page Viewed");
        assertThat(told.fields().get(Replays.EDITED_FIELD)).contains(new Value.Flag(true));
        assertThat(new Source.Read(told.origin().orElseThrow(), 0)).isEqualTo(waiting.source());
    }

    @Test
    void what_is_refused_again_waits_again_under_the_same_origin() throws Exception {
        var running = ingest.start();
        ingest.produce(List.of(refused("m1")));
        var first = waiting(running.quarantine(), 1).getFirst();

        assertThat(replay(running.quarantine(), first.id())).isEqualTo(Outcome.DONE);

        await().until(() -> ingest.verdicts("quarantined") == 2);
        var again = waiting(running.quarantine(), 1).getFirst();
        assertThat(again.id()).isEqualTo(first.id() + ":1");
    }

    @Test
    void a_producer_can_not_claim_an_origin() throws Exception {
        var running = ingest.start();
        ingest.produce(List.of(refused("m1")));
        replay(running.quarantine(), waiting(running.quarantine(), 1).getFirst().id());
        await().until(() -> ingest.verdicts("quarantined") == 2);
        var token = ingest.consumed().stream()
                .filter(record -> record.headers().lastHeader("lp-replay") != null)
                .findFirst()
                .orElseThrow()
                .headers()
                .lastHeader("lp-replay");

        var copied = page("m2");
        copied.headers().add(token);
        var madeUp = page("m3");
        madeUp.headers().add("lp-replay", RunningIngest.bytes("customer-events:0:7"));
        ingest.produce(List.of(copied, madeUp));

        await().until(() -> ingest.verdicts("applied") == 2);
        assertThat(ingest.profiles.observed)
                .allSatisfy(
                        told -> assertThat(told.origin().orElseThrow().offset()).isGreaterThanOrEqualTo(2));
    }

    @Test
    void the_newest_wait_in_memory_and_the_others_come_up_when_there_is_room() throws Exception {
        var running = ingest.start();
        ingest.produce(List.of(refused("m1"), refused("m2"), refused("m3"), refused("m4"), refused("m5")));
        await().until(() -> ingest.verdicts("quarantined") == 5);
        await().until(() -> list(running.quarantine()).truncated());
        assertThat(ingest.gauge("live_profile_quarantine_waiting_records", "not_in_contract"))
                .isEqualTo(4);

        for (var waiting : list(running.quarantine()).records().subList(0, 2)) {
            assertThat(running.quarantine()
                            .discard(waiting.id())
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(Outcome.DONE);
        }

        await().until(() -> {
            var page = list(running.quarantine());
            return page.records().size() == 3 && !page.truncated();
        });
        assertThat(ingest.profiles.total()).isZero();
    }

    @Test
    void a_record_of_an_erased_customer_can_not_be_opened_and_nothing_more_of_them_is_kept() throws Exception {
        var first = ingest.start();
        ingest.produce(List.of(refused("m1")));
        var waiting = waiting(first.quarantine(), 1).getFirst();
        first.stop().toCompletableFuture().join();
        erase("user_id:" + customer);

        var second = ingest.start();
        assertThat(show(second.quarantine(), waiting.id()))
                .hasValueSatisfying(shown -> assertThat(shown).isInstanceOf(Shown.Erased.class));
        assertThat(replay(second.quarantine(), waiting.id())).isEqualTo(Outcome.ERASED);
        ingest.produce(List.of(refused("m2")));

        await().until(() -> ingest.verdicts("skipped") == 1);
        assertThat(list(second.quarantine()).records()).containsExactly(waiting);
    }

    @Test
    void of_one_who_begins_anew_what_is_from_before_stays_shut_and_nothing_more_of_it_is_kept() throws Exception {
        var first = ingest.start();
        ingest.produce(List.of(refused("m1")));
        var before = waiting(first.quarantine(), 1).getFirst();
        first.stop().toCompletableFuture().join();
        var keys = ingest.keys();
        var tombstone = Map.of("user_id:" + customer, 5L);
        keys.erase(tombstone).toCompletableFuture().join();
        keys.renew(tombstone).toCompletableFuture().join();

        var second = ingest.start();
        assertThat(show(second.quarantine(), before.id()))
                .hasValueSatisfying(shown -> assertThat(shown).isInstanceOf(Shown.Erased.class));
        ingest.produce(List.of(
                at("2026-01-01T10:00:00Z", System.currentTimeMillis()),
                at("2026-01-01T10:00:00Z", LONG_AGO_MILLIS),
                at("soon", LONG_AGO_MILLIS),
                at("soon", System.currentTimeMillis()),
                page("m2")));

        await().until(() -> ingest.verdicts("applied") == 1 && ingest.verdicts("skipped") == 3);
        assertThat(ingest.profiles.observed).extracting(Interaction::messageId).containsExactly("m2");
        var waiting = waiting(second.quarantine(), 2);
        assertThat(waiting).contains(before);
        var after = waiting.stream().filter(each -> !each.equals(before)).findFirst();
        assertThat(show(second.quarantine(), after.orElseThrow().id()))
                .hasValueSatisfying(shown -> assertThat(shown).isInstanceOf(Shown.Opened.class));
    }

    /** @param timestampMillis when the broker was told */
    private ProducerRecord<byte[], byte[]> at(String time, long timestampMillis) {
        var value = "{\"type\":\"page\",\"messageId\":\"%s\",\"userId\":\"%s\",\"timestamp\":\"%s\"}"
                .formatted(UUID.randomUUID(), customer, time);
        return new ProducerRecord<>(
                ingest.topic, null, timestampMillis, RunningIngest.bytes(customer), RunningIngest.bytes(value));
    }

    @Test
    void a_record_too_large_for_the_quarantine_is_kept_without_its_value_and_stops_nobody() throws Exception {
        var running = ingest.start();
        var value = new byte[1_048_400];
        new Random(1).nextBytes(value);

        ingest.produce(List.of(new ProducerRecord<>(ingest.topic, RunningIngest.bytes(customer), value), page("m1")));

        await().until(() -> ingest.verdicts("quarantined") == 1 && ingest.verdicts("applied") == 1);
        var waiting = waiting(running.quarantine(), 1).getFirst();
        assertThat(waiting.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(waiting.whole()).isFalse();
        assertThat(replay(running.quarantine(), waiting.id())).isEqualTo(Outcome.NOT_WHOLE);
    }

    private ProducerRecord<byte[], byte[]> refused(String messageId) {
        return ingest.record(
                customer,
                "{\"type\":\"track\",\"event\":\"Refused\",\"messageId\":\"%s\",\"userId\":\"%s\",\"secret\":\"%s\"}"
                        .formatted(messageId, customer, SECRET));
    }

    private ProducerRecord<byte[], byte[]> page(String messageId) {
        return ingest.record(
                customer, "{\"type\":\"page\",\"messageId\":\"%s\",\"userId\":\"%s\"}".formatted(messageId, customer));
    }

    private static List<Waiting> waiting(Quarantine quarantine, int count) {
        await().until(() -> list(quarantine).records().size() == count);
        return list(quarantine).records();
    }

    private static Page list(Quarantine quarantine) {
        return quarantine
                .list(Filter.ALL, Optional.empty(), 100)
                .toCompletableFuture()
                .join();
    }

    private static Optional<Shown> show(Quarantine quarantine, String id) {
        return quarantine.show(id).toCompletableFuture().join();
    }

    private static Outcome replay(Quarantine quarantine, String id) {
        return quarantine.replay(id, Optional.empty()).toCompletableFuture().join();
    }

    private static void erase(String subject) throws Exception {
        try (var connection =
                        DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var statement = connection.prepareStatement(
                        "update sealing.subject_key set wrapped = null, erased_at = now() where subject = ?")) {
            statement.setString(1, subject);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
