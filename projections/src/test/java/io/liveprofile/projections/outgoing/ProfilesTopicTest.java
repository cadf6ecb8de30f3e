package io.liveprofile.projections.outgoing;

import static io.liveprofile.projections.ReadModels.entry;
import static io.liveprofile.projections.outgoing.ReadTopic.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.embedded.FreePort;
import io.liveprofile.persistence.r2dbc.projection.Unreachable;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.projections.Observations;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.junit.jupiter.api.Test;

class ProfilesTopicTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CustomerId ava = CustomerId.user("ava");
    private final CustomerId visitor = CustomerId.anonymous("v");

    /** Merges before anything was told of it: nobody has it to take out. */
    private final CustomerId unheard = CustomerId.anonymous("w");

    @Test
    void the_newest_state_of_each_customer_goes_out_in_order_and_keeps_to_its_schema() throws Exception {
        var topic = ReadTopic.create();
        try (var producer = new OutgoingProducer(ReadTopic.bootstrap())) {
            var handler = new ProfilesTopic(producer, topic.name());
            handle(handler, List.of(observed(ava, 1, 1_000), observed(visitor, 1, 1_500), observed(ava, 2, 2_000)));
            handle(
                    handler,
                    List.of(
                            entry(unheard, 1, new MergedAway(ava)).envelope(),
                            entry(visitor, 2, new MergedAway(ava)).envelope(),
                            observed(ava, 3, 3_000)));
            handle(
                    handler,
                    List.of(entry(ava, 4, new Erased("r-1", 5, Optional.empty()))
                            .envelope()));
        }

        var records = topic.records(5);

        assertThat(records)
                .extracting(record -> record.key() + " " + header(record, "ce_id"))
                .containsExactly(
                        "anonymous_id:v anonymous_id:v@1",
                        "user_id:ava user_id:ava@2",
                        "anonymous_id:v anonymous_id:v@2",
                        "user_id:ava user_id:ava@3",
                        "user_id:ava user_id:ava@4");
        assertThat(records.getLast().value()).as("of one who was erased").isNull();
        assertThat(records.get(2).value()).isNull();
        assertThat(header(records.get(2), "ce_type")).isEqualTo("io.liveprofile.profile.gone");
        var last = records.get(3);
        assertThat(List.of(
                        header(last, "ce_specversion"),
                        header(last, "ce_type"),
                        header(last, "ce_subject"),
                        header(last, "content-type")))
                .containsExactly("1.0", "io.liveprofile.profile.changed", "user_id:ava", "application/json");
        var schema = header(last, "ce_dataschema");
        assertThat(schema).isEqualTo("https://liveprofile.io/schemas/outgoing/customer-profile.v1.json");
        assertThat(ReadTopic.breaches(schema, last.value())).isEmpty();
        assertThat(JSON.readTree(last.value()).at("/orders/value/0/cents").asLong())
                .isEqualTo(1_999);
    }

    @Test
    void a_broker_that_is_away_is_no_fault_of_the_entries() throws Exception {
        try (var producer = new OutgoingProducer("127.0.0.1:" + FreePort.find())) {
            assertThat(new ProfilesTopic(producer, "away")
                            .handle(List.of(observed(ava, 1, 1_000)))
                            .toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .satisfies(failure -> assertThat(failure).hasCauseInstanceOf(Unreachable.class));
        }
    }

    private static void handle(ProfilesTopic handler, List<EventEnvelope<ProfileEvent>> envelopes) throws Exception {
        handler.handle(envelopes).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static EventEnvelope<ProfileEvent> observed(CustomerId id, long sequence, long atMillis) {
        Interaction order = Observations.told(
                id,
                "m" + sequence,
                "Order Completed",
                atMillis,
                Fields.builder()
                        .put("properties.order_id", new Value.Text("o-" + sequence))
                        .put("properties.total", new Value.Number(new BigDecimal("19.99")))
                        .put("properties.currency", new Value.Text("EUR"))
                        .build());
        return entry(id, sequence, Observations.of(order)).envelope();
    }
}
