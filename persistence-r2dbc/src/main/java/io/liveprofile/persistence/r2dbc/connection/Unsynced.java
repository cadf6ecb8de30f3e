package io.liveprofile.persistence.r2dbc.connection;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import reactor.core.publisher.Mono;

/**
 * Connections whose commits don't wait for the disk, for who can do again what a crash of the database takes back. Told once
 * a connection: in every transaction it would be a round trip more.
 */
record Unsynced(PostgresqlConnectionFactory connections) implements ConnectionFactory {

    @Override
    public Mono<PostgresqlConnection> create() {
        return connections
                .create()
                .delayUntil(connection -> connection
                        .createStatement("set synchronous_commit = off")
                        .execute()
                        .flatMap(PostgresqlResult::getRowsUpdated));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }
}
