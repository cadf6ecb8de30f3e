package io.liveprofile.persistence.r2dbc;

import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** For whoever must be sure that nothing older than an entry comes back: a snapshot is saved whenever it can be. */
public final class OldSnapshots {
    private final ConnectionFactory connections;
    private final String table;

    private OldSnapshots(ConnectionFactory connections, String table) {
        this.connections = connections;
        this.table = table;
    }

    public static OldSnapshots of(ActorSystem<?> system) {
        var connections = Connections.get(system);
        return new OldSnapshots(connections.pool(), connections.tables().named("snapshot"));
    }

    /** Whoever comes back reads the journal instead. */
    public CompletionStage<Long> removeBefore(String persistenceId, long sequenceNr) {
        return Mono.usingWhen(
                        connections.create(),
                        connection -> Flux.from(connection
                                        .createStatement(
                                                "delete from " + table + " where persistence_id = $1 and seq_nr < $2")
                                        .bind("$1", persistenceId)
                                        .bind("$2", sequenceNr)
                                        .execute())
                                .concatMap(Result::getRowsUpdated)
                                .reduce(0L, Long::sum),
                        Connection::close)
                .toFuture();
    }
}
