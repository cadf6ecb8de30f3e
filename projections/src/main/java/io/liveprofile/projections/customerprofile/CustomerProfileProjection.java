package io.liveprofile.projections.customerprofile;

import io.liveprofile.persistence.r2dbc.projection.ProjectionHandler;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.projections.customerprofile.CustomerProfileTable.Row;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.HashMap;
import java.util.List;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.reactivestreams.Publisher;

/** Copies the headline of each customer's newest entry; computes nothing. */
public final class CustomerProfileProjection implements ProjectionHandler<ProfileEvent> {
    public static final String NAME = "customer-profile";

    private CustomerProfileProjection() {}

    /** On every node; each range of slices runs on one of them. */
    public static void start(Projections projections, ConnectionFactory connections, String entityType, int ranges) {
        CustomerProfileTable.define(connections);
        projections.<ProfileEvent>start(NAME, entityType, ranges, range -> new CustomerProfileProjection());
    }

    @Override
    public Publisher<?> handle(List<EventEnvelope<ProfileEvent>> envelopes, Connection connection) {
        var newest = new HashMap<String, Row>();
        for (var envelope : envelopes) {
            var row = row(envelope);
            newest.put(row.customerId(), row);
        }
        return CustomerProfileTable.upsert(connection, List.copyOf(newest.values()));
    }

    private static Row row(EventEnvelope<ProfileEvent> envelope) {
        return switch (envelope.event()) {
            case Observed observed -> row(envelope, observed.headline());
        };
    }

    private static Row row(EventEnvelope<?> envelope, Headline headline) {
        var id = envelope.persistenceId();
        return new Row(
                CustomerId.unescape(id.substring(id.indexOf('|') + 1)).toString(), headline, envelope.sequenceNr());
    }
}
