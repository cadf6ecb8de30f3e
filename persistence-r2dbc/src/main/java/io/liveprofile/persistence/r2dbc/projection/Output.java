package io.liveprofile.persistence.r2dbc.projection;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How a batch and the offset after it are written. */
sealed interface Output<E> {

    Mono<Void> write(List<EventEnvelope<E>> envelopes, Function<Connection, Mono<Void>> advance);

    /**
     * Both in one transaction; the offset first, so that a runner that has been overtaken does no work. It needn't wait for
     * the disk: where the database crashes, rows and offset are lost together, and are written again.
     */
    record InDatabase<E>(ConnectionFactory connections, ProjectionHandler<E> handler) implements Output<E> {
        @Override
        public Mono<Void> write(List<EventEnvelope<E>> envelopes, Function<Connection, Mono<Void>> advance) {
            return Sql.inTransaction(
                    connections,
                    connection -> advance.apply(connection)
                            .then(Flux.defer(() -> handler.handle(envelopes, connection))
                                    .then()));
        }
    }

    /** The offset moves after the other side's answer; one that a crash of the database takes back is told again. */
    record Outside<E>(ConnectionFactory connections, OutsideHandler<E> handler) implements Output<E> {
        @Override
        public Mono<Void> write(List<EventEnvelope<E>> envelopes, Function<Connection, Mono<Void>> advance) {
            return Mono.defer(() -> Mono.fromCompletionStage(handler.handle(envelopes)))
                    .then(Sql.with(connections, advance));
        }
    }
}
