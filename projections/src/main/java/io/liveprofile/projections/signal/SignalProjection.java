package io.liveprofile.projections.signal;

import io.liveprofile.persistence.r2dbc.projection.ProjectionHandler;
import io.liveprofile.persistence.r2dbc.projection.Projections;
import io.liveprofile.persistence.r2dbc.projection.ReadModel;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.ProfileEvent;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Judging;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.judgement.Signal;
import io.liveprofile.profile.domain.judgement.Signal.About;
import io.liveprofile.projections.Customers;
import io.liveprofile.projections.LifeByLife;
import io.liveprofile.projections.Standings;
import io.liveprofile.projections.rows.Clean;
import io.liveprofile.projections.rows.Rows;
import io.r2dbc.spi.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.persistence.query.typed.EventEnvelope;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * {@code warehouse.signal}. What an anonymous profile was noticed for stays, as its taker's. Where the taker was erased
 * before that was handed over, it goes with the giver's own erasure, which always follows; what was noticed after that
 * stays: the taker has begun anew.
 */
public final class SignalProjection implements ProjectionHandler<ProfileEvent> {
    public static final String NAME = "signal";

    private record Row(String customerId, Signal signal, long raisedMillis, long sequence) {

        private Optional<String> segment() {
            return signal.about() instanceof About.SegmentMove(var segment, var _)
                    ? Optional.of(segment)
                    : Optional.empty();
        }

        private Optional<Long> points() {
            return switch (signal.about()) {
                case About.Suspicion(var points, var _) -> Optional.of((long) points);
                case About.Risk(var churn) -> Optional.of((long) churn.points());
                case About.CartLeft _, About.SegmentMove _, About.Nothing _ -> Optional.empty();
            };
        }

        private Optional<String> detail() {
            return switch (signal.about()) {
                case About.Suspicion(var _, var detail) -> Optional.of(detail);
                case About.SegmentMove(var _, var because) -> Optional.of(because);
                case About.Risk _, About.CartLeft _, About.Nothing _ -> Optional.empty();
            };
        }

        private Optional<String> cartValue() {
            return signal.about() instanceof About.CartLeft(var _, var value)
                    ? Optional.of(Clean.money(value))
                    : Optional.empty();
        }
    }

    private static final Rows<Row> ROWS = Rows.<Row>of(
                    "warehouse", "signal", "One row for each thing that was noticed about a customer")
            .key("customer_id", "About whom, with namespace", Row::customerId)
            .key(
                    "signal_id",
                    "Of kind, evidence and rule version: the same one is never told twice",
                    row -> row.signal().id())
            .key(
                    "kind",
                    "Such as churn_risk_high or impossible_travel",
                    row -> row.signal().kind().word())
            .time("at", "Event time of what was noticed", row -> row.signal().atMillis())
            .time("raised_at", "When it was stored for good", Row::raisedMillis)
            .text(
                    "rule_version",
                    "Of the rules that noticed it",
                    row -> Optional.of(row.signal().ruleVersion()))
            .texts(
                    "evidence",
                    "The message ids behind it, oldest first",
                    row -> row.signal().evidence())
            .text(
                    "withdraws",
                    "The signal_id of the earlier one that holds no more",
                    row -> row.signal().withdraws())
            .text("segment", "Of segment_entered and segment_left", Row::segment)
            .optionalNumber("points", "Of churn or fraud, as they stood", Row::points)
            .text("detail", "Why, in words", Row::detail)
            .json("cart_value", "Of cart_abandoned and cart_recovered: cents by currency", Row::cartValue)
            .number("journal_sequence", "Of the entry in the customer's journal", Row::sequence)
            .constraint("primary key (customer_id, signal_id)")
            .index("kind, at")
            .once();

    static final ReadModel MODEL = new ReadModel(NAME, List.of(ROWS.table()));

    private final String table;

    SignalProjection(ReadModel.Names names) {
        this.table = names.of(ROWS.table());
    }

    /** On every node; each range of slices runs on one of them. */
    public static void start(Projections projections, String entityType, int ranges) {
        projections.<ProfileEvent>start(
                MODEL, entityType, ranges, names -> new LifeByLife(new SignalProjection(names)));
    }

    @Override
    public Publisher<?> handle(List<EventEnvelope<ProfileEvent>> envelopes, Connection connection) {
        var rows = new ArrayList<Row>();
        var givers = new ArrayList<String>();
        var takers = new ArrayList<String>();
        var erased = new ArrayList<String>();
        var takersErased = new ArrayList<String>();
        var until = new ArrayList<Long>();
        for (var envelope : envelopes) {
            var id = Customers.textOf(envelope.persistenceId());
            if (envelope.event() instanceof Judging judging) {
                judging.standing()
                        .signals()
                        .forEach(signal -> rows.add(new Row(id, signal, envelope.timestamp(), envelope.sequenceNr())));
            } else if (envelope.event() instanceof MergedAway(var into) && Standings.isLast(envelope)) {
                givers.add(id);
                takers.add(into.toString());
            } else if (envelope.event() instanceof Erased(var _, var _, var takenBy)) {
                erased.add(id);
                takenBy.map(CustomerId::toString).ifPresent(taker -> {
                    takersErased.add(taker);
                    until.add(envelope.timestamp());
                });
            }
        }
        return ROWS.write(connection, table, rows)
                .then(givers.isEmpty() ? Mono.empty() : handOver(connection, givers, takers))
                .then(ROWS.remove(connection, table, erased))
                .then(takersErased.isEmpty() ? Mono.empty() : removeUntil(connection, takersErased, until));
    }

    private Mono<Void> removeUntil(Connection connection, List<String> takers, List<Long> until) {
        return Rows.run(
                connection,
                "delete from " + table + " told using unnest($1::text[], $2::text[]) as erased(taker, until)"
                        + " where told.customer_id = erased.taker"
                        + " and told.raised_at <= to_timestamp(erased.until::bigint / 1000.0)",
                takers,
                until);
    }

    private Mono<Void> handOver(Connection connection, List<String> givers, List<String> takers) {
        var columns = ROWS.table().columns().stream()
                .map(column -> column.name().equals("customer_id") ? "merged.taker" : "given." + column.name())
                .toList();
        return Rows.run(
                connection,
                "with merged as (select * from unnest($1::text[], $2::text[]) as m(giver, taker)),"
                        + " given as (delete from " + table + " where customer_id in (select giver from merged)"
                        + " returning *)"
                        + " insert into " + table + " select " + String.join(", ", columns)
                        + " from given join merged on merged.giver = given.customer_id on conflict do nothing",
                givers,
                takers);
    }
}
