package io.liveprofile.persistence.r2dbc.bench;

import com.typesafe.config.Config;
import io.liveprofile.persistence.r2dbc.Slices;
import io.liveprofile.persistence.r2dbc.connection.Connections;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/** The rival: each event is a statement of its own on a connection of the pool, and each question about an id a query. */
public final class RowByRowJournal extends AsyncWriteJournal {
    private final ConnectionFactory pool;
    private final Serialization serialization;
    private final String insert;
    private final String highest;
    private final String replay;

    public RowByRowJournal(Config config) {
        var connections = Connections.get(Adapter.toTyped(context().system()));
        pool = connections.pool();
        serialization = SerializationExtension.get(context().system());
        var table = connections.tables().journal();
        // The released upstream plugin also looks at the previous entry's time, unless told not to: the rival does
        // without.
        insert = "insert into " + table + " (slice, entity_type, persistence_id, seq_nr, writer, adapter_manifest,"
                + " event_ser_id, event_ser_manifest, event_payload, tags, meta_ser_id, meta_ser_manifest,"
                + " meta_payload, db_timestamp) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, null, null, null,"
                + " transaction_timestamp()) returning db_timestamp";
        highest = "select max(seq_nr) as seq_nr from " + table + " where persistence_id = $1 and seq_nr >= $2";
        replay = "select seq_nr, event_ser_id, event_ser_manifest, event_payload, writer from " + table
                + " where persistence_id = $1 and seq_nr >= $2 and seq_nr <= $3 and deleted = false order by seq_nr";
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        var event = CollectionConverters.asJava(messages.iterator().next().payload())
                .getFirst();
        return FutureConverters.asScala(
                Sql.rows(pool, insert, statement -> bound(statement, event), row -> row.get("db_timestamp"))
                        .<Iterable<Optional<Exception>>>map(_ -> List.of())
                        .toFuture());
    }

    private Statement bound(Statement statement, PersistentRepr event) {
        var serializer = serialization.findSerializerFor(event.payload());
        return statement
                .bind("$1", Slices.of(event.persistenceId()))
                .bind("$2", Slices.entityTypeOf(event.persistenceId()))
                .bind("$3", event.persistenceId())
                .bind("$4", event.sequenceNr())
                .bind("$5", event.writerUuid())
                .bind("$6", event.manifest())
                .bind("$7", serializer.identifier())
                .bind("$8", Serializers.manifestFor(serializer, event.payload()))
                .bind("$9", serialization.serialize(event.payload()).get());
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return FutureConverters.asScala(Sql.rows(
                        pool,
                        highest,
                        statement -> statement.bind("$1", persistenceId).bind("$2", fromSequenceNr),
                        row -> Optional.ofNullable(row.get("seq_nr", Long.class)))
                .map(rows -> rows.getFirst().orElse(0L))
                .toFuture());
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long fromSequenceNr, long toSequenceNr, long max, Consumer<PersistentRepr> replayed) {
        var done = Sql.rows(
                        pool,
                        replay,
                        statement -> statement
                                .bind("$1", persistenceId)
                                .bind("$2", fromSequenceNr)
                                .bind("$3", toSequenceNr),
                        row -> event(persistenceId, row))
                .doOnNext(events -> events.forEach(replayed))
                .then()
                .toFuture();
        return FutureConverters.asScala(done);
    }

    private PersistentRepr event(String persistenceId, Row row) {
        return PersistentRepr.apply(
                serialization
                        .deserialize(
                                Objects.requireNonNull(row.get("event_payload", byte[].class)),
                                Objects.requireNonNull(row.get("event_ser_id", Integer.class)),
                                Objects.requireNonNull(row.get("event_ser_manifest", String.class)))
                        .get(),
                Objects.requireNonNull(row.get("seq_nr", Long.class)),
                persistenceId,
                "",
                false,
                ActorRef.noSender(),
                Objects.requireNonNull(row.get("writer", String.class)));
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return FutureConverters.asScala(
                CompletableFuture.<Void>failedFuture(new UnsupportedOperationException("nothing is deleted here")));
    }
}
