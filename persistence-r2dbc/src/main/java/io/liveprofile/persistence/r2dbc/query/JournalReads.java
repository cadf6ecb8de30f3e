package io.liveprofile.persistence.r2dbc.query;

import io.liveprofile.persistence.r2dbc.query.JournalRow.Stored;
import io.liveprofile.persistence.r2dbc.query.SliceRows.Found;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The SQL of every query: the one reader of the journal beside recovery. */
final class JournalReads {
    private static final String COLUMNS = """
        slice, entity_type, persistence_id, seq_nr, db_timestamp, event_ser_id, event_ser_manifest, event_payload,
        meta_ser_id, meta_ser_manifest, meta_payload, tags\
        """;

    private final ConnectionFactory connections;
    private final QuerySettings settings;
    private final String journalTable;
    private final String safePoint;
    private final String slicePage;
    private final String firstOfSlices;
    private final String idPage;
    private final String timestampOf;
    private final String load;

    JournalReads(ConnectionFactory connections, String journalTable, QuerySettings settings) {
        this.connections = connections;
        this.settings = settings;
        this.journalTable = journalTable;
        // now() is when the statement's transaction began, before anything in it was looked at. What can't be told (a
        // prepared transaction, another role's or an untracked session) counts as having begun at the beginning of
        // time. The table is a parameter, since what has none is planned anew each time.
        safePoint = """
            select now() as at,
                case when bool_or(told is not true) then null else least(now(), min(xact_start)) end as up_to
            from (
                select coalesce(a.state, 'disabled') <> 'disabled' as told, a.xact_start
                from pg_locks l left join pg_stat_activity a on a.pid = l.pid
                where l.locktype = 'relation' and l.relation = (select $1::text::regclass) and l.mode = 'RowExclusiveLock'
                    and l.database = (select oid from pg_database where datname = current_database())
            ) writer
            """;
        // One search of the index per slice, whatever the statistics say; then a sort of what the window holds.
        slicePage = """
            select %2$s from (
                select %2$s,
                    sum(octet_length(event_payload)) over (
                        order by db_timestamp, seq_nr, persistence_id collate "C" rows unbounded preceding
                    ) - octet_length(event_payload) as bytes_before
                from (
                    select %2$s from %1$s
                    where slice = any(array(select generate_series($1, $2))) and entity_type = $3
                        and db_timestamp >= $4 and db_timestamp < $5
                        and (db_timestamp, seq_nr, persistence_id collate "C") > ($4, $6, $7)
                        and not deleted
                    order by db_timestamp, seq_nr, persistence_id collate "C"
                    limit $8
                ) page
            ) page
            where bytes_before < $9
            order by db_timestamp, seq_nr, persistence_id collate "C"
            """.formatted(journalTable, COLUMNS);
        firstOfSlices = """
            select min(first.db_timestamp) as first
            from generate_series($1, $2) as wanted(slice) cross join lateral (
                select db_timestamp from %s j
                where j.slice = wanted.slice and entity_type = $3 and db_timestamp >= $4 and db_timestamp < $5
                    and (db_timestamp, seq_nr, persistence_id collate "C") > ($4, $6, $7)
                    and not deleted
                order by db_timestamp, seq_nr
                limit 1
            ) first
            """.formatted(journalTable);
        idPage =
                "select %s from %s where persistence_id = $1 and seq_nr >= $2 and seq_nr <= $3 and not deleted order by seq_nr limit $4"
                        .formatted(COLUMNS, journalTable);
        timestampOf = "select db_timestamp from %s where persistence_id = $1 and seq_nr = $2 and not deleted"
                .formatted(journalTable);
        load = "select %s from %s where persistence_id = $1 and seq_nr = $2 and not deleted"
                .formatted(COLUMNS, journalTable);
    }

    /** How far slices can be read without a gap; must be asked before the rows are, in a statement of its own. */
    CompletionStage<SafePoint> safePoint() {
        return one(safePoint, statement -> statement.bind(0, journalTable), row -> {
                    var upTo = row.get("up_to", OffsetDateTime.class);
                    return new SafePoint(instant(row, "at"), upTo == null ? Instant.EPOCH : upTo.toInstant());
                })
                .toFuture();
    }

    CompletionStage<Found> slicePage(String entityType, SliceRange range, Position after, Instant upTo, int rowsMax) {
        return all(
                        slicePage,
                        statement -> bindRange(statement, entityType, range, after, upTo)
                                .bind(7, rowsMax)
                                .bind(8, settings.pageBytesMax()),
                        JournalReads::row)
                .map(rows -> {
                    boolean overflowed = rows.size() >= rowsMax || bytesOf(rows) >= settings.pageBytesMax();
                    return new Found(
                            rows, overflowed, overflowed ? rows.getLast().position() : Position.before(upTo));
                })
                .toFuture();
    }

    private static long bytesOf(List<JournalRow> rows) {
        return rows.stream().mapToLong(row -> row.event().bytes().length).sum();
    }

    CompletionStage<Optional<Instant>> firstOfSlices(
            String entityType, SliceRange range, Position after, Instant upTo) {
        return one(
                        firstOfSlices,
                        statement -> bindRange(statement, entityType, range, after, upTo),
                        row -> Optional.ofNullable(row.get("first", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant))
                .toFuture();
    }

    CompletionStage<List<JournalRow>> idPage(String persistenceId, long from, long to) {
        return all(
                        idPage,
                        statement -> statement
                                .bind(0, persistenceId)
                                .bind(1, from)
                                .bind(2, to)
                                .bind(3, settings.pageRowsMax()),
                        JournalReads::row)
                .toFuture();
    }

    CompletionStage<Optional<Instant>> timestampOf(String persistenceId, long sequenceNr) {
        return one(
                        timestampOf,
                        statement -> statement.bind(0, persistenceId).bind(1, sequenceNr),
                        row -> instant(row, "db_timestamp"))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .toFuture();
    }

    CompletionStage<Optional<JournalRow>> load(String persistenceId, long sequenceNr) {
        return one(load, statement -> statement.bind(0, persistenceId).bind(1, sequenceNr), JournalReads::row)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .toFuture();
    }

    private static Statement bindRange(
            Statement statement, String entityType, SliceRange range, Position after, Instant upTo) {
        return statement
                .bind(0, range.min())
                .bind(1, range.max())
                .bind(2, entityType)
                .bind(3, after.timestamp().atOffset(ZoneOffset.UTC))
                .bind(4, upTo.atOffset(ZoneOffset.UTC))
                .bind(5, after.sequenceNr())
                .bind(6, after.persistenceId());
    }

    private static JournalRow row(Readable row) {
        var metadataSerializer = row.get("meta_ser_id", Integer.class);
        var tags = row.get("tags", String[].class);
        return new JournalRow(
                Objects.requireNonNull(row.get("slice", Integer.class)),
                text(row, "entity_type"),
                text(row, "persistence_id"),
                Objects.requireNonNull(row.get("seq_nr", Long.class)),
                instant(row, "db_timestamp"),
                new Stored(
                        Objects.requireNonNull(row.get("event_ser_id", Integer.class)),
                        text(row, "event_ser_manifest"),
                        bytes(row, "event_payload")),
                metadataSerializer == null
                        ? null
                        : new Stored(metadataSerializer, text(row, "meta_ser_manifest"), bytes(row, "meta_payload")),
                tags == null ? Set.of() : Set.of(tags));
    }

    private static Instant instant(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class)).toInstant();
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNullElse(row.get(column, String.class), "");
    }

    private static byte[] bytes(Readable row, String column) {
        return Objects.requireNonNullElse(row.get(column, byte[].class), new byte[0]);
    }

    private <T> Mono<T> one(String sql, Function<Statement, Statement> bind, Function<Row, @Nullable T> map) {
        return all(sql, bind, map).flatMapIterable(rows -> rows).next();
    }

    private <T> Mono<List<T>> all(String sql, Function<Statement, Statement> bind, Function<Row, @Nullable T> map) {
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.from(
                                bind.apply(connection.createStatement(sql)).execute())
                        .concatMap(result -> result.map((row, metadata) -> map.apply(row)))
                        .collectList(),
                Connection::close);
    }
}
