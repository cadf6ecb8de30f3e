package io.liveprofile.persistence.r2dbc.snapshot;

import io.liveprofile.persistence.r2dbc.Slices;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.function.UnaryOperator;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements that change the snapshot table. */
final class SnapshotTable {
    private final ConnectionFactory connections;
    private final String upsert;
    private final String delete;

    SnapshotTable(ConnectionFactory connections, String table) {
        this.connections = connections;
        upsert = "insert into " + table + " (slice, entity_type, persistence_id, seq_nr, write_timestamp, ser_id,"
                + " ser_manifest, snapshot, meta_ser_id, meta_ser_manifest, meta_payload)"
                + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (persistence_id) do update set"
                + " seq_nr = excluded.seq_nr, write_timestamp = excluded.write_timestamp, ser_id = excluded.ser_id,"
                + " ser_manifest = excluded.ser_manifest, snapshot = excluded.snapshot,"
                + " meta_ser_id = excluded.meta_ser_id, meta_ser_manifest = excluded.meta_ser_manifest,"
                + " meta_payload = excluded.meta_payload";
        delete = "delete from " + table + " where persistence_id = $1 and seq_nr >= $2 and seq_nr <= $3"
                + " and write_timestamp >= $4 and write_timestamp <= $5";
    }

    record Stored(int serializerId, String manifest, byte[] payload) {}

    Mono<Void> save(SnapshotMetadata of, Stored snapshot, @Nullable Stored metadata) {
        return change(upsert, statement -> {
            statement
                    .bind("$1", Slices.of(of.persistenceId()))
                    .bind("$2", Slices.entityTypeOf(of.persistenceId()))
                    .bind("$3", of.persistenceId())
                    .bind("$4", of.sequenceNr())
                    .bind("$5", of.timestamp())
                    .bind("$6", snapshot.serializerId())
                    .bind("$7", snapshot.manifest())
                    .bind("$8", snapshot.payload());
            return metadata == null
                    ? statement
                            .bindNull("$9", Integer.class)
                            .bindNull("$10", String.class)
                            .bindNull("$11", byte[].class)
                    : statement
                            .bind("$9", metadata.serializerId())
                            .bind("$10", metadata.manifest())
                            .bind("$11", metadata.payload());
        });
    }

    Mono<Void> delete(
            String persistenceId, long minSequenceNr, long maxSequenceNr, long minTimestamp, long maxTimestamp) {
        return change(
                delete,
                statement -> statement
                        .bind("$1", persistenceId)
                        .bind("$2", minSequenceNr)
                        .bind("$3", maxSequenceNr)
                        .bind("$4", minTimestamp)
                        .bind("$5", maxTimestamp));
    }

    private Mono<Void> change(String sql, UnaryOperator<Statement> bind) {
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.from(
                                bind.apply(connection.createStatement(sql)).execute())
                        .concatMap(Result::getRowsUpdated)
                        .then(),
                Connection::close);
    }
}
