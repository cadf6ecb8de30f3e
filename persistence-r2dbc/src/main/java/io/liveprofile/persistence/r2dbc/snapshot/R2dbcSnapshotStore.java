package io.liveprofile.persistence.r2dbc.snapshot;

import com.typesafe.config.Config;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.liveprofile.persistence.r2dbc.recovery.Recovered;
import io.liveprofile.persistence.r2dbc.recovery.RecoveredSnapshot;
import io.liveprofile.persistence.r2dbc.recovery.Recoveries;
import io.liveprofile.persistence.r2dbc.snapshot.SnapshotTable.Stored;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import scala.Option;
import scala.concurrent.ExecutionContextExecutor;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/** Pekko's snapshot store on PostgreSQL. The table has one snapshot an id: the newest. */
public final class R2dbcSnapshotStore extends SnapshotStore {
    private final Recoveries recoveries;
    private final SnapshotTable table;
    private final Serialization serialization;
    private final ExecutionContextExecutor dispatcher;

    public R2dbcSnapshotStore(Config config) {
        var system = Adapter.toTyped(context().system());
        var connections = Connections.get(system);
        recoveries = Recoveries.get(system);
        table = new SnapshotTable(connections.pool(), connections.tables().snapshot());
        serialization = SerializationExtension.get(context().system());
        dispatcher = context().dispatcher();
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return FutureConverters.asScala(recoveries
                .begin(persistenceId, sender())
                .thenApply(Recovered::snapshot)
                .thenApplyAsync(
                        found -> found.filter(snapshot -> matches(snapshot, criteria))
                                .map(this::selected),
                        dispatcher));
    }

    private static boolean matches(RecoveredSnapshot snapshot, SnapshotSelectionCriteria criteria) {
        return snapshot.sequenceNr() <= criteria.maxSequenceNr()
                && snapshot.sequenceNr() >= criteria.minSequenceNr()
                && snapshot.writtenAtMillis() <= criteria.maxTimestamp()
                && snapshot.writtenAtMillis() >= criteria.minTimestamp();
    }

    private SelectedSnapshot selected(RecoveredSnapshot found) {
        var stored = found.metadata();
        var metadata = stored == null
                ? null
                : serialization
                        .deserialize(stored.payload(), stored.serializerId(), stored.manifest())
                        .get();
        return SelectedSnapshot.create(
                new SnapshotMetadata(
                        found.persistenceId(), found.sequenceNr(), found.writtenAtMillis(), Option.apply(metadata)),
                serialization
                        .deserialize(found.payload(), found.serializerId(), found.manifest())
                        .get());
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        var more = metadata.metadata().getOrElse(() -> null);
        return FutureConverters.asScala(table.save(metadata, stored(snapshot), more == null ? null : stored(more))
                .toFuture());
    }

    private Stored stored(Object value) {
        var serializer = serialization.findSerializerFor(value);
        return new Stored(
                serializer.identifier(),
                Serializers.manifestFor(serializer, value),
                serialization.serialize(value).get());
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        boolean anyTime = metadata.timestamp() == 0;
        return FutureConverters.asScala(table.delete(
                        metadata.persistenceId(),
                        metadata.sequenceNr(),
                        metadata.sequenceNr(),
                        anyTime ? 0 : metadata.timestamp(),
                        anyTime ? Long.MAX_VALUE : metadata.timestamp())
                .toFuture());
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return FutureConverters.asScala(table.delete(
                        persistenceId,
                        criteria.minSequenceNr(),
                        criteria.maxSequenceNr(),
                        criteria.minTimestamp(),
                        criteria.maxTimestamp())
                .toFuture());
    }
}
