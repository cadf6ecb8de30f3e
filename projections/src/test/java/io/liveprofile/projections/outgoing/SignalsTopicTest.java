package io.liveprofile.projections.outgoing;

import static io.liveprofile.projections.Judged.noticing;
import static io.liveprofile.projections.Judged.signal;
import static io.liveprofile.projections.ReadModels.entry;
import static io.liveprofile.projections.outgoing.ReadTopic.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.facts.Cart;
import io.liveprofile.profile.domain.judgement.Signal.About;
import io.liveprofile.profile.domain.judgement.Signal.Kind;
import io.liveprofile.projections.Judged;
import io.liveprofile.schemas.typed.Money;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalsTopicTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void each_signal_goes_out_once_in_the_order_of_its_customer_and_keeps_to_its_schema() throws Exception {
        var topic = ReadTopic.create();
        var ava = CustomerId.user("ava");
        var left = new About.CartLeft(
                List.of(new Cart.Line("shoe", null, 2_500, null, 1_000)), List.of(new Money("EUR", 1_999)));
        try (var producer = new OutgoingProducer(ReadTopic.bootstrap())) {
            new SignalsTopic(producer, topic.name())
                    .handle(List.of(
                            entry(
                                            ava,
                                            1,
                                            noticing(
                                                    signal("0123456789abcde0", Kind.CHURN_RISK_HIGH, Judged.risk()),
                                                    signal("0123456789abcde1", Kind.CART_ABANDONED, left)))
                                    .envelope(),
                            entry(ava, 2, Judged.asBefore(3_000)).envelope(),
                            entry(
                                            ava,
                                            3,
                                            noticing(
                                                    signal(
                                                            "0123456789abcde2",
                                                            Kind.IMPOSSIBLE_TRAVEL,
                                                            new About.Suspicion(40, "CH, then PE")),
                                                    signal(
                                                            "0123456789abcde3",
                                                            Kind.SEGMENT_ENTERED,
                                                            new About.SegmentMove("vip", "orders 9")),
                                                    signal("0123456789abcde4", Kind.NEW_DEVICE, new About.Nothing())))
                                    .envelope()))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }

        var records = topic.records(5);

        assertThat(records)
                .extracting(record -> record.key() + " " + header(record, "ce_id") + " " + header(record, "ce_type"))
                .containsExactly(
                        "user_id:ava 0123456789abcde0 io.liveprofile.signal.churn_risk_high",
                        "user_id:ava 0123456789abcde1 io.liveprofile.signal.cart_abandoned",
                        "user_id:ava 0123456789abcde2 io.liveprofile.signal.impossible_travel",
                        "user_id:ava 0123456789abcde3 io.liveprofile.signal.segment_entered",
                        "user_id:ava 0123456789abcde4 io.liveprofile.signal.new_device");
        for (var record : records) {
            assertThat(ReadTopic.breaches(header(record, "ce_dataschema"), record.value()))
                    .isEmpty();
        }
        assertThat(JSON.readTree(records.get(1).value()).path("cart").toString())
                .isEqualTo("{\"items\":[{\"product\":\"shoe\",\"quantity\":2.5}],\"value\":[{\"currency\":\"EUR\","
                        + "\"cents\":1999}]}");
    }
}
