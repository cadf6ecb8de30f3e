package io.liveprofile.projections.segmentmembership;

import io.liveprofile.persistence.r2dbc.projection.ModelTable;
import io.liveprofile.persistence.r2dbc.projection.ModelTable.Column;
import io.liveprofile.persistence.r2dbc.projection.ProjectionHandler;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.persistence.r2dbc.projection.ReadModel;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.projections.Customers;
import io.liveprofile.projections.LifeByLife;
import io.liveprofile.projections.Standings;
import io.liveprofile.projections.rows.Rows;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code warehouse.segment_membership}: a row from when a customer comes into a segment until they leave it. Each change
 * of the judgement closes what is over and opens what is new, in order; one that comes again finds it done.
 */
public final class SegmentMembershipProjection implements ProjectionHandler<ProfileEvent> {
    public static final String NAME = "segment-membership";

    /** Stands in no name: segments are named in files of plain text. */
    private static final String SEPARATOR = "\u001f";

    private static final ModelTable TABLE = new ModelTable(
            "warehouse",
            "segment_membership",
            "One row for each time that a customer was in a segment",
            List.of(
                    new Column("customer_id", "text collate \"C\" not null", "Who, with namespace"),
                    new Column("segment", "text not null", "The segment's name"),
                    new Column("entered_at", "timestamptz not null", "As of when the customer was found in it"),
                    new Column("left_at", "timestamptz", "As of when no more; null while the customer is in it"),
                    new Column("entered_sequence", "bigint not null", "Of the entry that told of the beginning"),
                    new Column("left_sequence", "bigint", "Of the entry that told of the end")),
            List.of("primary key (customer_id, segment, entered_sequence)"),
            List.of("(segment, left_at)"));

    private static final String TOLD = """
        (select customer_id, at::timestamptz as at, sequence::bigint as sequence,
            string_to_array(nullif(segments, ''), E'\\x1f') as segments
        from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t(customer_id, at, sequence, segments))\
        """;

    /** What is over and what is new are never of one segment: neither part needs to see what the other has done. */
    private static final String MOVE = """
        with told as materialized {told},
        closed as (
          update {table} known set left_at = told.at, left_sequence = told.sequence from told
          where known.customer_id = told.customer_id and known.left_sequence is null
              and known.entered_sequence < told.sequence
              and not known.segment = any(coalesce(told.segments, '{}')))
        insert into {table} (customer_id, segment, entered_at, entered_sequence)
        select told.customer_id, entered.segment, told.at, told.sequence
        from told cross join lateral unnest(told.segments) as entered(segment)
        where not exists (select from {table} known
            where known.customer_id = told.customer_id and known.segment = entered.segment
                and known.entered_sequence <= told.sequence
                and (known.left_sequence is null or known.left_sequence > told.sequence))
        on conflict do nothing\
        """.replace("{told}", TOLD);

    static final ReadModel MODEL = new ReadModel(NAME, List.of(TABLE));

    private final String table;

    SegmentMembershipProjection(ReadModel.Names names) {
        this.table = names.of(TABLE);
    }

    /** On every node; each range of slices runs on one of them. */
    public static void start(Projections projections, String entityType, int ranges) {
        projections.<ProfileEvent>start(
                MODEL, entityType, ranges, names -> new LifeByLife(new SegmentMembershipProjection(names)));
    }

    private record Told(String customerId, long atMillis, long sequence, List<String> segments) {}

    @Override
    public Publisher<?> handle(List<EventEnvelope<ProfileEvent>> envelopes, Connection connection) {
        var rounds = new ArrayList<List<Told>>();
        var told = new HashMap<String, Integer>();
        var gone = new ArrayList<String>();
        for (var envelope : envelopes) {
            var id = Customers.textOf(envelope.persistenceId());
            Standings.in(envelope.event())
                    .flatMap(standing -> standing.judgement())
                    .ifPresent(judgement -> {
                        int round = told.merge(id, 1, Integer::sum);
                        while (rounds.size() < round) {
                            rounds.add(new ArrayList<>());
                        }
                        rounds.get(round - 1)
                                .add(new Told(
                                        id, judgement.judgedAtMillis(), envelope.sequenceNr(), judgement.segments()));
                    });
            if (Standings.isLast(envelope)) {
                gone.add(id);
            }
        }
        return Flux.fromIterable(rounds)
                .concatMap(round -> move(connection, round))
                .then(
                        gone.isEmpty()
                                ? Mono.empty()
                                : Rows.run(
                                        connection,
                                        "delete from " + table + " where customer_id = any($1::text[])",
                                        gone));
    }

    private Mono<Void> move(Connection connection, List<Told> round) {
        return Rows.run(
                connection,
                MOVE.replace("{table}", table),
                round.stream().map(Told::customerId).toList(),
                round.stream()
                        .map(each -> Instant.ofEpochMilli(each.atMillis()))
                        .toList(),
                round.stream().map(Told::sequence).toList(),
                round.stream()
                        .map(each -> String.join(SEPARATOR, each.segments()))
                        .toList());
    }
}
