package io.liveprofile.projections.lookagain;

import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.projection.ProjectionHandler;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Judging;
import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.profile.domain.judgement.Standing;
import io.liveprofile.projections.Customers;
import io.liveprofile.projections.Standings;
import io.r2dbc.spi.Connection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.reactivestreams.Publisher;

/** Keeps when each customer is due. */
final class DueProjection implements ProjectionHandler<ProfileEvent> {
    static final String NAME = "look-again";

    @Override
    public Publisher<?> handle(List<EventEnvelope<ProfileEvent>> envelopes, Connection connection) {
        var due = new LinkedHashMap<String, DueTable.Row>();
        var gone = new HashSet<String>();
        for (var envelope : envelopes) {
            var id = Customers.textOf(envelope.persistenceId());
            if (envelope.event() instanceof Judging judging) {
                due.put(id, row(id, envelope, judging.standing()));
            } else if (Standings.isLast(envelope)) {
                due.remove(id);
                gone.add(id);
            }
        }
        return DueTable.upsert(connection, List.copyOf(due.values()))
                .then(DueTable.remove(connection, List.copyOf(gone)));
    }

    private static DueTable.Row row(String id, EventEnvelope<?> envelope, Standing standing) {
        return new DueTable.Row(
                id,
                Slices.of(envelope.persistenceId()),
                standing.lookAgainAtMillis(),
                standing.judgement().map(Judgement::ruleVersion).orElse(""));
    }
}
