package io.liveprofile.persistence.r2dbc.projection;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.persistence.query.typed.EventEnvelope;

/** What a projection tells to something outside this database: at least once. */
@FunctionalInterface
public interface OutsideHandler<E> {

    /**
     * Completes once the other side has acknowledged all of them; only then the offset moves. When the other side can't be
     * reached it fails with {@link Unreachable} (or a time-out or a broken connection, also as a cause): the batch is
     * tried again for as long as it takes. Any other failure is taken for the envelopes' own fault.
     */
    CompletionStage<?> handle(List<EventEnvelope<E>> envelopes);
}
