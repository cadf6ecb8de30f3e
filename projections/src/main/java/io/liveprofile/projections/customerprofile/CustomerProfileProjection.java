package io.liveprofile.projections.customerprofile;

import io.liveprofile.persistence.r2dbc.projection.ProjectionHandler;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.persistence.r2dbc.projection.ReadModel;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.projections.Customers;
import io.liveprofile.projections.LifeByLife;
import io.liveprofile.projections.Standings;
import io.liveprofile.projections.customerprofile.CustomerProfileTable.Row;
import io.r2dbc.spi.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.reactivestreams.Publisher;

/**
 * Copies the headline of each customer's newest entry; computes nothing. Who is known by decisions alone has no row yet.
 * An anonymous profile that has merged leaves: what it held stands in its taker's row. Who was erased leaves, too.
 */
public final class CustomerProfileProjection implements ProjectionHandler<ProfileEvent> {
    public static final String NAME = "customer-profile";
    static final ReadModel MODEL = new ReadModel(NAME, List.of(CustomerProfileTable.ROWS.table()));

    private final CustomerProfileTable table;

    CustomerProfileProjection(ReadModel.Names names) {
        this.table = new CustomerProfileTable(names);
    }

    /** On every node; each range of slices runs on one of them. */
    public static void start(Projections projections, String entityType, int ranges) {
        projections.<ProfileEvent>start(
                MODEL, entityType, ranges, names -> new LifeByLife(new CustomerProfileProjection(names)));
    }

    @Override
    public Publisher<?> handle(List<EventEnvelope<ProfileEvent>> envelopes, Connection connection) {
        var newest = new HashMap<String, Row>();
        var gone = new HashSet<String>();
        for (var envelope : envelopes) {
            var id = Customers.textOf(envelope.persistenceId());
            Standings.in(envelope.event())
                    .map(standing -> new Row(id, standing.headline(), standing.judgement(), envelope.sequenceNr()))
                    .ifPresent(row -> newest.merge(id, row, (older, newer) -> newer.after(older)));
            if (Standings.isLast(envelope)) {
                newest.remove(id);
                gone.add(id);
            }
        }
        return table.upsert(connection, List.copyOf(newest.values())).then(table.remove(connection, List.copyOf(gone)));
    }
}
