package io.liveprofile.projections.interaction;

import io.liveprofile.persistence.r2dbc.projection.ProjectionHandler;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.persistence.r2dbc.projection.ReadModel;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.projections.Customers;
import io.liveprofile.projections.LifeByLife;
import io.liveprofile.projections.Standings;
import io.liveprofile.projections.interaction.InteractionTable.Row;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.reactivestreams.Publisher;

/**
 * Each interaction once, under the customer whose it is. What an anonymous profile held is told anew by its taker's own
 * entries, without what the taker knew already; so the rows of a profile that has merged go, and nothing is counted twice.
 */
public final class InteractionProjection implements ProjectionHandler<ProfileEvent> {
    public static final String NAME = "interaction";
    static final ReadModel MODEL = new ReadModel(NAME, List.of(InteractionTable.ROWS.table()));

    private final InteractionTable table;
    private final FoldRules rules;

    InteractionProjection(ReadModel.Names names, FoldRules rules) {
        this.table = new InteractionTable(names);
        this.rules = rules;
    }

    /** On every node; each range of slices runs on one of them. */
    public static void start(Projections projections, String entityType, int ranges, FoldRules rules) {
        projections.<ProfileEvent>start(
                MODEL, entityType, ranges, names -> new LifeByLife(new InteractionProjection(names, rules)));
    }

    @Override
    public Publisher<?> handle(List<EventEnvelope<ProfileEvent>> envelopes, Connection connection) {
        var rows = new ArrayList<Row>();
        var gone = new ArrayList<String>();
        for (var envelope : envelopes) {
            var id = Customers.textOf(envelope.persistenceId());
            if (envelope.event() instanceof Observed observed) {
                add(id, observed, envelope, rows);
            } else if (Standings.isLast(envelope)) {
                gone.add(id);
            }
        }
        // A profile tells nothing of its own once it has merged or was erased: it goes after all of its rows.
        return table.insert(connection, rows).then(table.removeOf(connection, gone));
    }

    private void add(String id, Observed observed, EventEnvelope<?> envelope, List<Row> rows) {
        observed.interactions()
                .forEach(interaction -> rows.add(Row.of(
                        id,
                        interaction,
                        observed.standing().headline(),
                        rules.latenessMaxMillis(),
                        envelope.sequenceNr(),
                        envelope.timestamp())));
    }
}
