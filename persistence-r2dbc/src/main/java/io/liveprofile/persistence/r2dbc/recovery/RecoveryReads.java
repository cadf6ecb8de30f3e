package io.liveprofile.persistence.r2dbc.recovery;

import io.liveprofile.persistence.r2dbc.connection.BinaryArray;
import io.liveprofile.persistence.r2dbc.connection.Tables;
import io.liveprofile.persistence.r2dbc.recovery.RecoveredRow.Metadata;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements by which actors come back. */
final class RecoveryReads {
    /** Of an entry that comes along with others. A hundred of them, as by default, are a mebibyte an id. */
    private static final int ENTRY_BYTES_MAX = 10 << 10;

    private static final String ENTRY =
            "j.persistence_id, j.seq_nr, j.db_timestamp, j.deleted, j.event_ser_id as ser_id,"
                    + " j.event_ser_manifest as manifest, j.event_payload as payload, j.writer, j.adapter_manifest,"
                    + " j.meta_ser_id, j.meta_ser_manifest, j.meta_payload";

    private final ConnectionFactory connections;
    private final int entriesMax;
    private final String group;
    private final String page;
    private final String highest;

    RecoveryReads(ConnectionFactory connections, Tables tables, int entriesMax) {
        this.connections = connections;
        this.entriesMax = entriesMax;
        group = groupStatement(tables);
        page = "select " + ENTRY + " from " + tables.journal()
                + " j where j.persistence_id = $1 and j.seq_nr >= $2 and j.seq_nr <= $3 order by j.seq_nr limit $4";
        highest =
                "select max(seq_nr) as seq_nr from " + tables.journal() + " where persistence_id = $1 and seq_nr >= $2";
    }

    /**
     * An id's entries begin with its snapshot's own, which tells the time after which the next must be. They come as one
     * row, and no large ones: its columns must not outgrow what PostgreSQL takes.
     *
     * <p>Two things are there for the plan alone, which a connection keeps. The selects around the parameters hide how many
     * ids there are: a few would be planned anew each time, which costs more than running it. And without the limit at the
     * snapshot a table that is still empty is read whole, again and again while it grows.
     */
    static String groupStatement(Tables tables) {
        return """
            select w.id as persistence_id, s.seq_nr, s.write_timestamp, s.ser_id, s.ser_manifest as manifest,
                s.snapshot as payload, s.meta_ser_id, s.meta_ser_manifest, s.meta_payload, e.*
            from unnest((select $1::text[]), (select $2::int8[])) as w(id, from_nr)
            left join lateral (
                select * from %2$s where persistence_id = w.id and w.from_nr = 0 limit 1) s on true
            cross join lateral (
                select %4$s
                from (
                    select j.seq_nr, j.db_timestamp, j.event_ser_id, j.event_ser_manifest, j.event_payload, j.writer,
                        j.adapter_manifest, j.meta_ser_id, j.meta_ser_manifest, j.meta_payload, %3$s
                    from %1$s j
                    where j.persistence_id = w.id and j.seq_nr >= greatest(w.from_nr, s.seq_nr)
                    order by j.seq_nr limit $3) f) e
            where e.nrs is not null or s.seq_nr is not null
            """.formatted(tables.journal(), tables.snapshot(), GroupedRows.BYTES, GroupedRows.COLUMNS);
    }

    /** One id to come back: from its snapshot on, if {@code fromSequenceNr} is 0. */
    record Wanted(String persistenceId, long fromSequenceNr) {}

    /** Every id that is wanted has an answer, if only that there is nothing. */
    Mono<Map<String, Recovered>> group(List<Wanted> wanted) {
        return all(
                        group,
                        statement -> statement
                                .bind("$1", BinaryArray.texts(wanted, Wanted::persistenceId))
                                .bind("$2", BinaryArray.longs(wanted, Wanted::fromSequenceNr))
                                .bind("$3", entriesMax + 1)
                                .bind("$4", ENTRY_BYTES_MAX),
                        row -> new Found(
                                text(row, "persistence_id"),
                                row.get("seq_nr") == null ? Optional.empty() : Optional.of(snapshot(row)),
                                GroupedRows.of(row)))
                .map(found -> sorted(wanted, found));
    }

    private record Found(String persistenceId, Optional<RecoveredSnapshot> snapshot, GroupedRows entries) {}

    private Map<String, Recovered> sorted(List<Wanted> wanted, List<Found> found) {
        var recovered = new HashMap<String, Recovered>();
        for (var each : wanted) {
            recovered.put(each.persistenceId(), Recovered.nothing(each.fromSequenceNr()));
        }
        for (var each : found) {
            recovered.computeIfPresent(
                    each.persistenceId(),
                    (_, nothing) -> new Recovered(
                            each.snapshot(),
                            each.snapshot().map(RecoveredSnapshot::sequenceNr).orElse(nothing.fromSequenceNr()),
                            each.entries().rows(),
                            each.entries().last(),
                            each.entries().found() <= entriesMax));
        }
        return recovered;
    }

    Mono<List<RecoveredRow>> page(String persistenceId, long fromSequenceNr, long toSequenceNr) {
        return all(
                page,
                statement -> statement
                        .bind("$1", persistenceId)
                        .bind("$2", fromSequenceNr)
                        .bind("$3", toSequenceNr)
                        .bind("$4", entriesMax),
                RecoveryReads::row);
    }

    Mono<Long> highest(String persistenceId, long fromSequenceNr) {
        return all(
                        highest,
                        statement -> statement.bind("$1", persistenceId).bind("$2", fromSequenceNr),
                        row -> Optional.ofNullable(row.get("seq_nr", Long.class)))
                .map(rows -> rows.getFirst().orElse(0L));
    }

    private static RecoveredSnapshot snapshot(Row row) {
        return new RecoveredSnapshot(
                text(row, "persistence_id"),
                number(row, "seq_nr"),
                number(row, "write_timestamp"),
                Objects.requireNonNull(row.get("ser_id", Integer.class)),
                text(row, "manifest"),
                bytes(row, "payload"),
                metadata(row));
    }

    private static RecoveredRow row(Row row) {
        return new RecoveredRow(
                text(row, "persistence_id"),
                number(row, "seq_nr"),
                Objects.requireNonNull(row.get("db_timestamp", OffsetDateTime.class))
                        .toInstant(),
                Boolean.TRUE.equals(row.get("deleted", Boolean.class)),
                Objects.requireNonNull(row.get("ser_id", Integer.class)),
                text(row, "manifest"),
                bytes(row, "payload"),
                text(row, "writer"),
                text(row, "adapter_manifest"),
                metadata(row));
    }

    private static @Nullable Metadata metadata(Row row) {
        var serializer = row.get("meta_ser_id", Integer.class);
        return serializer == null
                ? null
                : new Metadata(serializer, text(row, "meta_ser_manifest"), bytes(row, "meta_payload"));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.get(column, String.class), "");
    }

    private static long number(Row row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static byte[] bytes(Row row, String column) {
        return Objects.requireNonNullElse(row.get(column, byte[].class), new byte[0]);
    }

    private <A> Mono<List<A>> all(String sql, UnaryOperator<Statement> bind, Function<Row, A> map) {
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.from(
                                bind.apply(connection.createStatement(sql)).execute())
                        .concatMap(result -> result.map((row, _) -> map.apply(row)))
                        .collectList(),
                Connection::close);
    }
}
