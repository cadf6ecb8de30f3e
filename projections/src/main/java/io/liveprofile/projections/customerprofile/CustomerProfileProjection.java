package io.liveprofile.projections.customerprofile;

import io.liveprofile.persistence.r2dbc.projection.ProjectionHandler;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Judging;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.projections.customerprofile.CustomerProfileTable.Row;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.reactivestreams.Publisher;

/**
 * Copies the headline of each customer's newest entry; computes nothing. Who is known by decisions alone has no row yet. An anonymous profile that has merged leaves: what
 * it held stands in its taker's row.
 */
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
        var gone = new HashSet<String>();
        for (var envelope : envelopes) {
            var id = customer(envelope);
            switch (envelope.event()) {
                case Judging judging -> {
                    if (judging.standing().headline().interactions() > 0) {
                        newest.put(id, row(id, envelope, judging.standing().headline()));
                    }
                }
                case MergedAway _ -> {
                    newest.remove(id);
                    gone.add(id);
                }
                case Linked _ -> {}
            }
        }
        return CustomerProfileTable.upsert(connection, List.copyOf(newest.values()))
                .then(CustomerProfileTable.remove(connection, List.copyOf(gone)));
    }

    private static String customer(EventEnvelope<?> envelope) {
        var id = envelope.persistenceId();
        return CustomerId.unescape(id.substring(id.indexOf('|') + 1)).toString();
    }

    private static Row row(String id, EventEnvelope<?> envelope, Headline headline) {
        return new Row(id, headline, envelope.sequenceNr());
    }
}
