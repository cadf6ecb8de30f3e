package io.liveprofile.persistence.r2dbc.journal;

import io.liveprofile.persistence.r2dbc.connection.BinaryArray;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements that change the journal. */
final class JournalTable {
    /** Tags travel as one text a row: arrays of arrays can't be unnested row by row. */
    static final char TAG_SEPARATOR = '\u001f';

    /** Upstream's reader stops at 1,000 rows of one time: a single write that is larger goes on a microsecond later. */
    private static final int ROWS_PER_TIME_MAX = 900;

    private static final String PLAIN_COLUMNS = "slice, entity_type, persistence_id, seq_nr, event_ser_id,"
            + " event_ser_manifest, event_payload, writer, adapter_manifest";

    private final String insertOne;
    private final String insertUniform;
    private final String insertPlain;
    private final String insertFull;
    private final String countWritten;
    private final String markHighest;
    private final String deleteBelow;

    /**
     * The time of a flush is taken by the database inside the statement, when it holds the table's lock already: that is
     * what readers by slice rely on. It is the same for all rows of the flush (but for a single write that is too large for
     * that) and never before the one before.
     */
    JournalTable(String table) {
        var at = "with at as materialized (select greatest(clock_timestamp(), %s) as at), written as (";
        var told = " returning 1) select (select at from at) as at, (select count(*) from written) as rows";
        insertOne = "insert into " + table + " (" + PLAIN_COLUMNS + ", db_timestamp)"
                + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, greatest(clock_timestamp(), $10::timestamptz))"
                + " returning db_timestamp as at, 1::int8 as rows";
        insertUniform = at.formatted("$10::timestamptz")
                + "insert into " + table + " (slice, persistence_id, seq_nr, event_payload, writer, entity_type,"
                + " event_ser_id, event_ser_manifest, adapter_manifest, db_timestamp)"
                + " select row.*, $6, $7, $8, $9, at.at from unnest($1::int4[], $2::text[], $3::int8[], $4::bytea[],"
                + " $5::text[]) as row, at" + told;
        insertPlain = at.formatted("$10::timestamptz")
                + "insert into " + table + " (" + PLAIN_COLUMNS + ", db_timestamp)"
                + " select row.*, at.at from unnest($1::int4[], $2::text[], $3::text[], $4::int8[], $5::int4[],"
                + " $6::text[], $7::bytea[], $8::text[], $9::text[]) as row, at" + told;
        insertFull = at.formatted("$14::timestamptz")
                + "insert into " + table + " (" + PLAIN_COLUMNS
                + ", meta_ser_id, meta_ser_manifest, meta_payload, tags, db_timestamp) select row.slice, row.type,"
                + " row.id, row.nr, row.ser, row.manifest, row.payload, row.writer, row.adapter, nullif(row.meta_ser,"
                + " -1), row.meta_manifest, row.meta, string_to_array(row.tags, chr(31)), at.at + row.later * interval"
                + " '1 microsecond' from unnest($1::int4[], $2::text[], $3::text[], $4::int8[], $5::int4[],"
                + " $6::text[], $7::bytea[], $8::text[], $9::text[], $10::int4[], $11::text[], $12::bytea[],"
                + " $13::text[], $15::int4[]) as row(slice, type, id, nr, ser, manifest, payload, writer, adapter,"
                + " meta_ser, meta_manifest, meta, tags, later), at" + told;
        countWritten = "select count(*) as rows from " + table
                + " where persistence_id = $1 and seq_nr >= $2 and seq_nr <= $3 and writer = $4";
        markHighest = "update " + table + " set deleted = true, event_ser_id = 0, event_ser_manifest = '',"
                + " event_payload = '', writer = '', adapter_manifest = '', tags = null, meta_ser_id = null,"
                + " meta_ser_manifest = null, meta_payload = null where persistence_id = $1 and seq_nr ="
                + " (select max(seq_nr) from " + table + " where persistence_id = $1 and seq_nr <= $2)";
        deleteBelow = "delete from " + table + " where persistence_id = $1 and seq_nr <" + " (select max(seq_nr) from "
                + table + " where persistence_id = $1 and seq_nr <= $2)";
    }

    /** Answers with the time that the rows got. */
    Mono<Instant> insert(PostgresqlConnection connection, List<Entry> entries, Instant notBefore) {
        boolean plain = entries.size() <= ROWS_PER_TIME_MAX && entries.stream().allMatch(Entry::isPlain);
        var last = Duration.of((entries.size() - 1) / ROWS_PER_TIME_MAX, ChronoUnit.MICROS);
        var first = entries.getFirst();
        PostgresqlStatement statement;
        if (!plain) {
            statement = connection.createStatement(insertFull);
            bindPlain(statement, entries);
            bindRest(statement, entries);
        } else if (entries.size() == 1) {
            statement = connection.createStatement(insertOne);
            bindOne(statement, first);
        } else if (entries.stream().allMatch(first::isLike)) {
            statement = connection.createStatement(insertUniform);
            bindUniform(statement, entries, first);
        } else {
            statement = connection.createStatement(insertPlain);
            bindPlain(statement, entries);
        }
        return statement
                .bind(plain ? "$10" : "$14", notBefore.atOffset(ZoneOffset.UTC))
                .execute()
                .concatMap(result -> result.map((row, _) -> {
                    long rows = Objects.requireNonNull(row.get("rows", Long.class));
                    if (rows != entries.size()) {
                        throw new IllegalStateException(rows + " rows were written of " + entries.size());
                    }
                    return Objects.requireNonNull(row.get("at", OffsetDateTime.class))
                            .toInstant()
                            .plus(last);
                }))
                .single();
    }

    private static List<Integer> places(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    /** A lone write: the least that PostgreSQL can be asked. */
    private static void bindOne(PostgresqlStatement statement, Entry entry) {
        statement
                .bind("$1", entry.slice())
                .bind("$2", entry.entityType())
                .bind("$3", entry.persistenceId())
                .bind("$4", entry.sequenceNr())
                .bind("$5", entry.serializerId())
                .bind("$6", entry.manifest())
                .bind("$7", entry.payload())
                .bind("$8", entry.writer())
                .bind("$9", entry.adapterManifest());
    }

    /** Most flushes: one kind of entity, one shape of event. */
    private static void bindUniform(PostgresqlStatement statement, List<Entry> entries, Entry like) {
        statement
                .bind("$1", BinaryArray.ints(entries, Entry::slice))
                .bind("$2", BinaryArray.texts(entries, Entry::persistenceId))
                .bind("$3", BinaryArray.longs(entries, Entry::sequenceNr))
                .bind("$4", BinaryArray.bytes(entries, Entry::payload))
                .bind("$5", BinaryArray.texts(entries, Entry::writer))
                .bind("$6", like.entityType())
                .bind("$7", like.serializerId())
                .bind("$8", like.manifest())
                .bind("$9", like.adapterManifest());
    }

    private static void bindRest(PostgresqlStatement statement, List<Entry> entries) {
        statement
                .bind("$10", BinaryArray.ints(entries, entry -> {
                    var metadata = entry.metadata();
                    return metadata == null ? -1 : metadata.serializerId();
                }))
                .bind("$11", BinaryArray.texts(entries, JournalTable::metadataManifest))
                .bind("$12", BinaryArray.bytes(entries, JournalTable::metadataPayload))
                .bind("$13", BinaryArray.texts(entries, Entry::tags))
                .bind("$15", BinaryArray.ints(places(entries.size()), place -> place / ROWS_PER_TIME_MAX));
    }

    private static void bindPlain(PostgresqlStatement statement, List<Entry> entries) {
        statement
                .bind("$1", BinaryArray.ints(entries, Entry::slice))
                .bind("$2", BinaryArray.texts(entries, Entry::entityType))
                .bind("$3", BinaryArray.texts(entries, Entry::persistenceId))
                .bind("$4", BinaryArray.longs(entries, Entry::sequenceNr))
                .bind("$5", BinaryArray.ints(entries, Entry::serializerId))
                .bind("$6", BinaryArray.texts(entries, Entry::manifest))
                .bind("$7", BinaryArray.bytes(entries, Entry::payload))
                .bind("$8", BinaryArray.texts(entries, Entry::writer))
                .bind("$9", BinaryArray.texts(entries, Entry::adapterManifest));
    }

    private static @Nullable String metadataManifest(Entry entry) {
        var metadata = entry.metadata();
        return metadata == null ? null : metadata.manifest();
    }

    private static byte @Nullable [] metadataPayload(Entry entry) {
        var metadata = entry.metadata();
        return metadata == null ? null : metadata.payload();
    }

    Mono<Boolean> isWritten(PostgresqlConnection connection, Write write) {
        var first = write.entries().getFirst();
        return connection
                .createStatement(countWritten)
                .bind("$1", write.persistenceId())
                .bind("$2", first.sequenceNr())
                .bind("$3", write.entries().getLast().sequenceNr())
                .bind("$4", first.writer())
                .execute()
                .concatMap(result -> result.map((row, _) -> Objects.requireNonNull(row.get("rows", Long.class))))
                .single()
                .map(rows -> rows == write.entries().size());
    }

    /** The highest row stays, emptied and marked, so that its sequence number is never given again. */
    Mono<Void> deleteTo(Connection connection, String persistenceId, long toSequenceNr) {
        return Mono.from(connection.beginTransaction())
                .then(change(connection, deleteBelow, persistenceId, toSequenceNr))
                .then(change(connection, markHighest, persistenceId, toSequenceNr))
                .then(Mono.from(connection.commitTransaction()));
    }

    private static Mono<Long> change(Connection connection, String sql, String persistenceId, long toSequenceNr) {
        return Flux.from(connection
                        .createStatement(sql)
                        .bind("$1", persistenceId)
                        .bind("$2", toSequenceNr)
                        .execute())
                .concatMap(Result::getRowsUpdated)
                .reduce(0L, Long::sum);
    }
}
