package io.liveprofile.projections.outgoing;

import io.liveprofile.persistence.r2dbc.projection.OutsideHandler;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Judging;
import io.liveprofile.projections.Customers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.pekko.persistence.query.typed.EventEnvelope;

/**
 * {@code customer-signals}: what was noticed, in order for each customer. After a crash some are told again, with the id
 * that they had: whoever keeps the ids acts once.
 */
public final class SignalsTopic implements OutsideHandler<ProfileEvent> {
    public static final String NAME = "customer-signals";

    private static final String TYPE = "io.liveprofile.signal.";
    private static final String SCHEMA = "customer-signal.v1.json";

    private final OutgoingProducer producer;
    private final String topic;

    SignalsTopic(OutgoingProducer producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** On every node; each range of slices runs on one of them. */
    public static void start(
            Projections projections, String entityType, int ranges, OutgoingProducer producer, OutgoingTopics topics) {
        projections.<ProfileEvent>startOutside(
                NAME, entityType, ranges, range -> new SignalsTopic(producer, topics.signals()));
    }

    @Override
    public CompletionStage<?> handle(List<EventEnvelope<ProfileEvent>> envelopes) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var envelope : envelopes) {
            if (envelope.event() instanceof Judging judging) {
                var customer = Customers.textOf(envelope.persistenceId());
                for (var signal : judging.standing().signals()) {
                    records.add(new Message(
                                    topic,
                                    customer,
                                    signal.id(),
                                    TYPE + signal.kind().word(),
                                    SCHEMA,
                                    signal.atMillis(),
                                    Optional.of(SignalMessage.json(customer, signal)))
                            .record());
                }
            }
        }
        return producer.send(records);
    }
}
