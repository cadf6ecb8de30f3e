package io.liveprofile.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.liveprofile.ingest.quarantine.Quarantine;
import io.liveprofile.ingest.quarantine.Waiting;
import io.liveprofile.profile.domain.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrivacyTopicTest {
    private static final String SCHEMA = "/io/liveprofile/incoming/privacy-request.v1.json";

    private static final String GOOD =
            "{\"requestId\":\"r-1\",\"action\":\"erase\",\"id\":\"ava|1\",\"reason\":\"by mail\",\"more\":1}";

    /** Each breaks one rule of the schema. */
    private static final List<String> BAD = List.of(
            "[]",
            GOOD.replace("\"requestId\"", "\"request\""),
            GOOD.replace("r-1", "ava@example.com"),
            GOOD.replace("\"erase\"", "\"export\""),
            GOOD.replace("\"ava|1\"", "7"),
            GOOD.replace("by mail", "  "),
            GOOD.replace("by mail", "x".repeat(501)));

    private final RunningIngest ingest = new RunningIngest(Map.of("live-profile.quarantine.waiting-records-max", 100));

    PrivacyTopicTest() throws Exception {}

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void what_is_asked_for_is_taken_once_and_what_can_not_be_done_goes_to_the_quarantine() {
        var running = ingest.start();

        ingest.produce(BAD.stream().map(this::request).toList());
        ingest.produce(List.of(request("{"), request(GOOD), request(GOOD), request(GOOD.replace("ava|1", "ben"))));

        await().until(() -> waiting(running).size() == BAD.size() + 2);
        assertThat(ingest.erased).containsExactly(Map.entry("r-1", "user_id:ava|1"));
        assertThat(waiting(running))
                .extracting(Waiting::reason)
                .containsOnly(Reason.NOT_IN_CONTRACT, Reason.UNREADABLE);
        assertThat(waiting(running))
                .extracting(Waiting::detail)
                .allSatisfy(detail -> assertThat(detail).doesNotContain("ava", "mail"));
    }

    @Test
    void a_mended_request_is_done_when_it_is_replayed() {
        var running = ingest.start();
        ingest.produce(List.of(request(GOOD.replace("erase", "forget"))));
        await().until(() -> waiting(running).size() == 1);

        running.quarantine()
                .replay(waiting(running).getFirst().id(), Optional.of(RunningIngest.bytes(GOOD)))
                .toCompletableFuture()
                .join();

        await().until(() -> ingest.erased.containsKey("r-1"));
    }

    @Test
    void the_schema_says_the_same() throws Exception {
        var json = new ObjectMapper();
        try (var file = PrivacyTopicTest.class.getResourceAsStream(SCHEMA)) {
            var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(file);

            assertThat(schema.validate(json.readTree(GOOD))).isEmpty();
            assertThat(BAD)
                    .allSatisfy(bad -> assertThat(schema.validate(json.readTree(bad)))
                            .as(bad)
                            .isNotEmpty());
        }
    }

    private ProducerRecord<byte[], byte[]> request(String value) {
        return new ProducerRecord<>(ingest.privacy, RunningIngest.bytes("any"), RunningIngest.bytes(value));
    }

    private static List<Waiting> waiting(Ingest running) {
        return running.quarantine()
                .list(Quarantine.Filter.ALL, Optional.empty(), 100)
                .toCompletableFuture()
                .join()
                .records();
    }
}
