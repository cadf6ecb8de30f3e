package io.liveprofile.persistence.r2dbc.bench;

import com.typesafe.config.Config;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/** The rival's snapshot store: a query for each id; it holds none, as the ids that are measured have none. */
public final class RowByRowSnapshots extends SnapshotStore {
    private final ConnectionFactory pool;
    private final String select;

    public RowByRowSnapshots(Config config) {
        var connections = Connections.get(Adapter.toTyped(context().system()));
        pool = connections.pool();
        select = "select seq_nr, ser_id, ser_manifest, snapshot from "
                + connections.tables().snapshot() + " where persistence_id = $1";
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return FutureConverters.asScala(Sql.rows(
                        pool, select, statement -> statement.bind("$1", persistenceId), row -> row.get("seq_nr"))
                .map(rows -> {
                    if (!rows.isEmpty()) {
                        throw new IllegalStateException("a snapshot of " + persistenceId);
                    }
                    return Optional.<SelectedSnapshot>empty();
                })
                .toFuture());
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        return FutureConverters.asScala(unsupported());
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        return FutureConverters.asScala(unsupported());
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return FutureConverters.asScala(unsupported());
    }

    private static CompletableFuture<Void> unsupported() {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("the rival only reads"));
    }
}
