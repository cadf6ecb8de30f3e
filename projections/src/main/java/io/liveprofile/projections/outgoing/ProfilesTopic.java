package io.liveprofile.projections.outgoing;

import io.liveprofile.persistence.r2dbc.projection.OutsideHandler;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.projections.Customers;
import io.liveprofile.projections.Standings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.persistence.query.typed.EventEnvelope;

/**
 * {@code customer-profiles}: the newest state of each customer, for who keeps a copy. Compacted: of a batch only the last
 * one of each customer is told. A profile that has merged away, or was erased, leaves a tombstone.
 */
public final class ProfilesTopic implements OutsideHandler<ProfileEvent> {
    public static final String NAME = "customer-profiles";

    private static final String CHANGED = "io.liveprofile.profile.changed";
    private static final String GONE = "io.liveprofile.profile.gone";
    private static final String SCHEMA = "customer-profile.v1.json";

    private final OutgoingProducer producer;
    private final String topic;

    ProfilesTopic(OutgoingProducer producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** On every node; each range of slices runs on one of them. */
    public static void start(
            Projections projections, String entityType, int ranges, OutgoingProducer producer, OutgoingTopics topics) {
        projections.<ProfileEvent>startOutside(
                NAME, entityType, ranges, range -> new ProfilesTopic(producer, topics.profiles()));
    }

    @Override
    public CompletionStage<?> handle(List<EventEnvelope<ProfileEvent>> envelopes) {
        var newest = new LinkedHashMap<String, EventEnvelope<ProfileEvent>>();
        for (var envelope : envelopes) {
            if (tells(envelope)) {
                var customer = Customers.textOf(envelope.persistenceId());
                newest.remove(customer);
                newest.put(customer, envelope);
            }
        }
        return producer.send(newest.entrySet().stream()
                .map(each -> message(each.getKey(), each.getValue()).record())
                .toList());
    }

    private static boolean tells(EventEnvelope<ProfileEvent> envelope) {
        return Standings.isLast(envelope)
                || Standings.headline(envelope.event()).isPresent();
    }

    private Message message(String customer, EventEnvelope<ProfileEvent> envelope) {
        return Standings.headline(envelope.event())
                .map(headline -> message(
                        customer,
                        envelope,
                        CHANGED,
                        Optional.of(ProfileMessage.json(customer, envelope.sequenceNr(), headline))))
                .orElseGet(() -> message(customer, envelope, GONE, Optional.empty()));
    }

    private Message message(String customer, EventEnvelope<?> envelope, String type, Optional<byte[]> value) {
        return new Message(
                topic, customer, customer + "@" + envelope.sequenceNr(), type, SCHEMA, envelope.timestamp(), value);
    }
}
