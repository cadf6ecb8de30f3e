package io.liveprofile.projections;

import io.liveprofile.persistence.r2dbc.projection.ProjectionHandler;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Cuts a batch wherever somebody who was erased begins anew, and hands it on part by part. Whoever handles a part may then
 * write all rows first and remove all who are gone last: nobody in it is gone and comes back. Whoever builds a table anew
 * finds both lives of a customer in one batch.
 */
public final class LifeByLife implements ProjectionHandler<ProfileEvent> {
    private final ProjectionHandler<ProfileEvent> handler;

    public LifeByLife(ProjectionHandler<ProfileEvent> handler) {
        this.handler = handler;
    }

    @Override
    public Publisher<?> handle(List<EventEnvelope<ProfileEvent>> envelopes, Connection connection) {
        return Flux.fromIterable(parts(envelopes))
                .concatMap(part -> Flux.from(handler.handle(part, connection)).then());
    }

    private static List<List<EventEnvelope<ProfileEvent>>> parts(List<EventEnvelope<ProfileEvent>> envelopes) {
        var parts = new ArrayList<List<EventEnvelope<ProfileEvent>>>(1);
        int from = 0;
        for (int i = 1; i < envelopes.size(); i++) {
            if (envelopes.get(i).event() instanceof Reopened) {
                parts.add(envelopes.subList(from, i));
                from = i;
            }
        }
        parts.add(envelopes.subList(from, envelopes.size()));
        return parts;
    }
}
