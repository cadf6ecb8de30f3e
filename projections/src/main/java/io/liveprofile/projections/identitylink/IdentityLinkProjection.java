package io.liveprofile.projections.identitylink;

import io.liveprofile.persistence.r2dbc.projection.ProjectionHandler;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.persistence.r2dbc.projection.ReadModel;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.projections.Customers;
import io.liveprofile.projections.LifeByLife;
import io.liveprofile.projections.rows.Rows;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.reactivestreams.Publisher;

/** {@code warehouse.identity_link}: one row for each customer and anonymous id that were seen together. */
public final class IdentityLinkProjection implements ProjectionHandler<ProfileEvent> {
    public static final String NAME = "identity-link";

    private record Row(String customerId, Link link, long linkedAtMillis, long sequence) {}

    private static final Rows<Row> ROWS = Rows.<Row>of(
                    "warehouse",
                    "identity_link",
                    "Which anonymous ids a customer was seen with, and what became of them")
            .key("customer_id", "The known customer, with namespace", Row::customerId)
            .key(
                    "anonymous_id",
                    "The anonymous one, with namespace",
                    row -> row.link().anonymous().toString())
            .key(
                    "outcome",
                    "merged: what it held is the customer's now, and it answers as the customer; shared: another"
                            + " customer was there first, and nothing was handed over",
                    row -> row.link().outcome().name().toLowerCase(Locale.ROOT))
            .time("linked_at", "When the anonymous side had answered", Row::linkedAtMillis)
            .number("journal_sequence", "Of the entry in the customer's journal", Row::sequence)
            .constraint("primary key (customer_id, anonymous_id)")
            .index("anonymous_id")
            .onConflict("(customer_id, anonymous_id) do update set {excluded}"
                    + " where known.journal_sequence < excluded.journal_sequence");

    static final ReadModel MODEL = new ReadModel(NAME, List.of(ROWS.table()));

    private final String table;

    IdentityLinkProjection(ReadModel.Names names) {
        this.table = names.of(ROWS.table());
    }

    /** On every node; each range of slices runs on one of them. */
    public static void start(Projections projections, String entityType, int ranges) {
        projections.<ProfileEvent>start(
                MODEL, entityType, ranges, names -> new LifeByLife(new IdentityLinkProjection(names)));
    }

    @Override
    public Publisher<?> handle(List<EventEnvelope<ProfileEvent>> envelopes, Connection connection) {
        var newest = new LinkedHashMap<String, Row>();
        var gone = new ArrayList<String>();
        for (var envelope : envelopes) {
            var id = Customers.textOf(envelope.persistenceId());
            if (envelope.event() instanceof Linked(var link)) {
                newest.put(
                        id + "\0" + link.anonymous(), new Row(id, link, envelope.timestamp(), envelope.sequenceNr()));
            } else if (envelope.event() instanceof Erased) {
                gone.add(id);
            }
        }
        return ROWS.write(connection, table, List.copyOf(newest.values())).then(ROWS.remove(connection, table, gone));
    }
}
