package io.liveprofile.projections.customerprofile;

import io.liveprofile.persistence.r2dbc.projection.ReadModel;
import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.projections.rows.Clean;
import io.liveprofile.projections.rows.Rows;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** {@code warehouse.customer_profile}: its definition and its one writer. */
final class CustomerProfileTable {

    /** @param judgement where the entry tells another one than before */
    record Row(String customerId, Headline headline, Optional<Judgement> judgement, long sequence) {

        /** An entry after another one of the same customer. */
        Row after(Row older) {
            return judgement.isPresent() ? this : new Row(customerId, headline, older.judgement, sequence);
        }
    }

    /** An entry that comes again, or after a newer one, changes nothing. */
    static final Rows<Row> ROWS = Rows.<Row>of(
                    "warehouse",
                    "customer_profile",
                    "One row per customer: the profile as its newest journal entry tells it")
            .key("customer_id", "The id with its namespace: user_id:… or anonymous_id:…", Row::customerId)
            .time(
                    "first_seen",
                    "Event time of the oldest interaction",
                    row -> row.headline().firstSeenMillis())
            .time(
                    "last_seen",
                    "Event time of the newest interaction",
                    row -> row.headline().lastSeenMillis())
            .number(
                    "interactions",
                    "How many interactions the profile has taken in",
                    row -> row.headline().interactions())
            .number(
                    "journal_sequence",
                    "Sequence number of the journal entry that this row is taken from",
                    Row::sequence)
            .number(
                    "orders",
                    "How many orders there were",
                    row -> row.headline().orders())
            .json(
                    "order_value",
                    "What was ordered less what was refunded: cents by currency",
                    row -> Optional.of(Clean.money(row.headline().orderValue())))
            .optionalTime(
                    "last_order",
                    "Event time of the newest order",
                    row -> row.headline().lastOrderMillis())
            .count(
                    "open_tickets",
                    "Support tickets that are open",
                    row -> row.headline().openTickets())
            .number(
                    "errors",
                    "How many errors the customer ran into",
                    row -> row.headline().errors())
            .count(
                    "sessions",
                    "Sessions within the last day up to last_seen",
                    row -> row.headline().sessions())
            .optionalTime(
                    "session_start",
                    "When the newest session began",
                    row -> row.headline().sessionStartMillis())
            .count(
                    "cart_items",
                    "Different products in the cart",
                    row -> row.headline().cartItems())
            .json(
                    "cart_value",
                    "What the cart is worth: cents by currency",
                    row -> Optional.of(Clean.money(row.headline().cartValue())))
            .optionalTime(
                    "cart_since",
                    "Since when the oldest product lies in the cart",
                    row -> row.headline().cartSinceMillis())
            .text("tier", "As the producers tell it", row -> row.headline().tier())
            .text("region", "As the producers tell it", row -> row.headline().region())
            .text(
                    "country",
                    "Where the customer was last",
                    row -> row.headline().country())
            .count(
                    "churn_score",
                    "Risk of churn, 0 to 100",
                    row -> row.headline().churn().score())
            .text(
                    "churn_level",
                    "low, medium or high",
                    row -> Optional.of(row.headline().churn().level().word()))
            .keptJson(
                    "churn_reasons",
                    "What the score is made of: name, points, message_id, at",
                    row -> row.judgement()
                            .map(judgement -> Clean.reasons(judgement.churn().reasons())))
            .count(
                    "fraud_score",
                    "Suspicion of fraud, 0 to 100",
                    row -> row.headline().fraud().score())
            .text(
                    "fraud_level",
                    "low, medium or high",
                    row -> Optional.of(row.headline().fraud().level().word()))
            .keptJson(
                    "fraud_reasons",
                    "What the score is made of: name, points, message_id, at",
                    row -> row.judgement()
                            .map(judgement -> Clean.reasons(judgement.fraud().reasons())))
            .texts(
                    "segments",
                    "Those that the customer is in, by the alphabet",
                    row -> row.headline().segments())
            .keptTime(
                    "judged_at",
                    "As of when the reasons hold",
                    row -> row.judgement().map(Judgement::judgedAtMillis))
            .keptText(
                    "rule_version",
                    "Of the rules that were judged by",
                    row -> row.judgement().map(Judgement::ruleVersion))
            .constraint("primary key (customer_id)")
            .newest();

    private final String table;

    CustomerProfileTable(ReadModel.Names names) {
        this.table = names.of(ROWS.table());
    }

    /** At most one row per customer. */
    Mono<Void> upsert(Connection connection, List<Row> rows) {
        return ROWS.write(connection, table, rows);
    }

    Mono<Void> remove(Connection connection, List<String> ids) {
        return ROWS.remove(connection, table, ids);
    }
}
