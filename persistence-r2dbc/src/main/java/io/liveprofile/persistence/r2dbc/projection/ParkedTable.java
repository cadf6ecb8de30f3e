package io.liveprofile.persistence.r2dbc.projection;

import io.liveprofile.persistence.r2dbc.connection.Tables;
import io.liveprofile.persistence.r2dbc.query.JournalRow;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The envelopes that a projection could not handle and has left aside, each with the reason. */
final class ParkedTable {
    private final ConnectionFactory connections;
    private final String table;

    ParkedTable(ConnectionFactory connections, Tables tables) {
        this.connections = connections;
        this.table = tables.named("projection_parked");
    }

    Mono<Void> park(Connection connection, String projection, JournalRow row, String error) {
        return Sql.update(
                        connection,
                        """
                        insert into %s
                            (projection, entity_type, slice, persistence_id, seq_nr, db_timestamp, error)
                        values ($1, $2, $3, $4, $5, $6, $7)
                        on conflict (projection, persistence_id, seq_nr)
                            do update set error = excluded.error, parked_at = now()\
                        """.formatted(table),
                        projection,
                        row.entityType(),
                        row.slice(),
                        row.persistenceId(),
                        row.sequenceNr(),
                        row.timestamp().atOffset(ZoneOffset.UTC),
                        error)
                .then();
    }

    /** By projection. */
    Mono<Map<String, Long>> counts() {
        return Sql.with(
                connections,
                connection -> Sql.query(
                                connection,
                                row -> Map.entry(Sql.text(row, "projection"), Sql.bigint(row, "parked")),
                                "select projection, count(*) as parked from " + table + " group by projection")
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of one id, in order. */
    Mono<List<Long>> sequenceNrs(String projection, String persistenceId) {
        return Sql.with(
                connections,
                connection -> Sql.query(
                                connection,
                                row -> Sql.bigint(row, "seq_nr"),
                                "select seq_nr from " + table
                                        + " where projection = $1 and persistence_id = $2 order by seq_nr",
                                projection,
                                persistenceId)
                        .collectList());
    }

    Mono<Long> settled(String projection, String persistenceId, long sequenceNr) {
        return Sql.with(
                connections,
                connection -> Sql.update(
                        connection,
                        "delete from " + table + " where projection = $1 and persistence_id = $2 and seq_nr = $3",
                        projection,
                        persistenceId,
                        sequenceNr));
    }

    Mono<Long> failedAgain(String projection, String persistenceId, long sequenceNr, String error) {
        return Sql.with(
                connections,
                connection -> Sql.update(
                        connection,
                        "update " + table + " set error = $4 where projection = $1 and persistence_id = $2"
                                + " and seq_nr = $3",
                        projection,
                        persistenceId,
                        sequenceNr,
                        error));
    }

    /** Those that have left an entry of this id aside, up to this one. */
    Flux<String> upTo(String persistenceId, long sequenceNr) {
        return Sql.with(
                        connections,
                        connection -> Sql.query(
                                        connection,
                                        row -> Sql.text(row, "projection"),
                                        "select distinct projection from " + table
                                                + " where persistence_id = $1 and seq_nr <= $2",
                                        persistenceId,
                                        sequenceNr)
                                .collectList())
                .flatMapIterable(projections -> projections);
    }

    /** The newest first, at most {@code max}. */
    Mono<List<ParkedEnvelope>> of(String projection, int max) {
        return Sql.with(
                connections,
                connection -> Sql.query(
                                connection,
                                row -> new ParkedEnvelope(
                                        Sql.text(row, "persistence_id"),
                                        Sql.bigint(row, "seq_nr"),
                                        Sql.instant(row, "db_timestamp"),
                                        Sql.text(row, "error"),
                                        Sql.instant(row, "parked_at")),
                                """
                                select persistence_id, seq_nr, db_timestamp, error, parked_at from %s
                                where projection = $1 order by parked_at desc, persistence_id, seq_nr limit $2\
                                """.formatted(table),
                                projection,
                                max)
                        .collectList());
    }
}
