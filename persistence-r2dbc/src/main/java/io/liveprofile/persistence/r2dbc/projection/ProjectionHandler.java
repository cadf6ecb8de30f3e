package io.liveprofile.persistence.r2dbc.projection;

import io.r2dbc.spi.Connection;
import java.util.List;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.reactivestreams.Publisher;

/** What a projection writes into this database. */
@FunctionalInterface
public interface ProjectionHandler<E> {

    /**
     * Writes what the envelopes mean, through {@code connection}, whose transaction also moves the offset: both happen or
     * neither does. Must not commit, and must be done when the publisher completes. A batch that failed comes again,
     * after a reset all come again: a row is keyed by its fact or guarded by the sequence number.
     */
    Publisher<?> handle(List<EventEnvelope<E>> envelopes, Connection connection);
}
