package io.liveprofile.projections.lookagain;

import io.liveprofile.persistence.r2dbc.connection.BinaryArray;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code look_again.heard}: each node tells of the partitions that it reads, and asks of all. */
final class HeardTable {
    /** A partition that nobody has told of yet holds everything back. */
    private static final String KNOWN = """
        insert into look_again.heard (topic, partition, until)
        select topic, partition, to_timestamp(0) from unnest($1::text[], $2::int4[]) as row(topic, partition)
        on conflict do nothing\
        """;

    private static final String TELL = """
        update look_again.heard as heard set until = to_timestamp(row.until / 1000.0)
        from unnest($1::text[], $2::int4[], $3::int8[]) as row(topic, partition, until)
        where heard.topic = row.topic and heard.partition = row.partition\
        """;

    private static final String UNTIL = "select min(until) as until from look_again.heard where topic = any($1)";

    private final ConnectionFactory connections;

    HeardTable(ConnectionFactory connections) {
        this.connections = connections;
    }

    Mono<Void> tell(List<HeardPartition> partitions) {
        var known = partitions.stream().filter(each -> each.until().isPresent()).toList();
        return partitions.isEmpty()
                ? Mono.empty()
                : Mono.usingWhen(
                        connections.create(),
                        connection -> update(connection, KNOWN, partitions)
                                .then(known.isEmpty() ? Mono.empty() : tell(connection, known)),
                        Connection::close);
    }

    private static Mono<Void> update(Connection connection, String sql, List<HeardPartition> partitions) {
        return Flux.from(connection
                        .createStatement(sql)
                        .bind("$1", BinaryArray.texts(partitions, HeardPartition::topic))
                        .bind("$2", BinaryArray.ints(partitions, HeardPartition::partition))
                        .execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }

    private static Mono<Void> tell(Connection connection, List<HeardPartition> known) {
        return Flux.from(connection
                        .createStatement(TELL)
                        .bind("$1", BinaryArray.texts(known, HeardPartition::topic))
                        .bind("$2", BinaryArray.ints(known, HeardPartition::partition))
                        .bind(
                                "$3",
                                BinaryArray.longs(
                                        known,
                                        each -> each.until()
                                                .map(Instant::toEpochMilli)
                                                .orElse(0L)))
                        .execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }

    /** Up to when all partitions of these topics have been heard; nothing where none is known. */
    Mono<Optional<Instant>> until(List<String> topics) {
        return Mono.usingWhen(
                connections.create(),
                connection -> Flux.from(connection
                                .createStatement(UNTIL)
                                .bind("$1", BinaryArray.texts(topics, topic -> topic))
                                .execute())
                        .concatMap(result -> result.map((Readable row) -> earliest(row)))
                        .single(),
                Connection::close);
    }

    private static Optional<Instant> earliest(Readable row) {
        return Optional.ofNullable(row.get("until", OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
