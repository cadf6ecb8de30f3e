package io.liveprofile.projections.search;

import io.liveprofile.persistence.r2dbc.projection.ReadModel;
import io.liveprofile.profile.domain.Headline;
import io.liveprofile.projections.rows.Rows;
import io.liveprofile.schemas.typed.Money;
import io.r2dbc.spi.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The tables of the index: their definition and their one writer. */
final class SearchTables {

    record Lookup(String customerId, String trait, LookupKind kind, String digest, long atMillis, String messageId) {

        /** As traits do: the newer by event time, then by message id. */
        boolean isNewerThan(Lookup other) {
            return atMillis != other.atMillis ? atMillis > other.atMillis : messageId.compareTo(other.messageId) > 0;
        }
    }

    record Standing(String customerId, Headline headline, long sequence) {
        private Optional<Money> value() {
            return headline.orderValue().stream().max(Comparator.comparingLong(Money::cents));
        }
    }

    static final Rows<Lookup> LOOKUPS = Rows.<Lookup>of(
                    "search",
                    "lookup",
                    "By what a customer is looked up: keyed digests, of which nobody reads the value")
            .key("customer_id", "The id with its namespace", Lookup::customerId)
            .key("trait", "What it was told as", Lookup::trait)
            .key(
                    "kind",
                    "email, phone, name or external_id",
                    lookup -> lookup.kind().word())
            .key("digest", "Of kind and normalized value, under a key that is not in this database", Lookup::digest)
            .number("at", "Event time in milliseconds: a newer one takes the place of an older", Lookup::atMillis)
            .key("message_id", "That decides between two at one time", Lookup::messageId)
            .constraint("primary key (customer_id, trait)")
            .index("digest")
            .onConflict("(customer_id, trait) do update set {excluded}"
                    + " where (known.at, known.message_id) < (excluded.at, excluded.message_id)");

    static final Rows<Standing> STANDINGS = Rows.<Standing>of(
                    "search", "customer", "How each customer stands, for lists")
            .key("customer_id", "The id with its namespace", Standing::customerId)
            .time(
                    "first_seen",
                    "Event time of the oldest interaction",
                    row -> row.headline().firstSeenMillis())
            .time(
                    "last_seen",
                    "Event time of the newest interaction",
                    row -> row.headline().lastSeenMillis())
            .number("interactions", "How many there were", row -> row.headline().interactions())
            .number(
                    "value_cents",
                    "Net of refunds, in the currency of which there is most",
                    row -> row.value().map(Money::cents).orElse(0L))
            .text("value_currency", "Of value_cents", row -> row.value().map(Money::currency))
            .text("tier", "As the producers tell it", row -> row.headline().tier())
            .text("region", "As the producers tell it", row -> row.headline().region())
            .texts(
                    "segments",
                    "Those that the customer is in",
                    row -> row.headline().segments())
            .count("churn_score", "0 to 100", row -> row.headline().churn().score())
            .text(
                    "churn_level",
                    "low, medium or high",
                    row -> Optional.of(row.headline().churn().level().word()))
            .count("fraud_score", "0 to 100", row -> row.headline().fraud().score())
            .text(
                    "fraud_level",
                    "low, medium or high",
                    row -> Optional.of(row.headline().fraud().level().word()))
            .number("journal_sequence", "Of the entry that this row is taken from", Standing::sequence)
            .constraint("primary key (customer_id)")
            .index("value_cents")
            .indexUsing("gin (segments)")
            .indexOf("churn_level, customer_id", "churn_level <> 'low'")
            .indexOf("fraud_level, customer_id", "fraud_level <> 'low'")
            .index("churn_score")
            .index("fraud_score")
            .newest();

    /**
     * What moves with everything that anybody does lies by itself: PostgreSQL touches all indexes of a row when it moves
     * in one, and those of {@link #STANDINGS} seldom do.
     */
    static final Rows<Standing> SEEN = Rows.<Standing>of(
                    "search", "seen", "When each customer was last seen, for lists in that order")
            .key("customer_id", "The id with its namespace", Standing::customerId)
            .time(
                    "seen_at",
                    "Event time of the newest interaction",
                    row -> row.headline().lastSeenMillis())
            .number("journal_sequence", "Of the entry that this row is taken from", Standing::sequence)
            .constraint("primary key (customer_id)")
            .index("seen_at")
            .newest();

    private final String lookups;
    private final String standings;
    private final String seen;

    SearchTables(ReadModel.Names names) {
        this.lookups = names.of(LOOKUPS.table());
        this.standings = names.of(STANDINGS.table());
        this.seen = names.of(SEEN.table());
    }

    Mono<Void> write(Connection connection, List<Lookup> told, List<Standing> standing, List<String> gone) {
        return LOOKUPS.write(connection, lookups, told)
                .then(STANDINGS.write(connection, standings, standing))
                .then(SEEN.write(connection, seen, standing))
                .then(LOOKUPS.remove(connection, lookups, gone))
                .then(STANDINGS.remove(connection, standings, gone))
                .then(SEEN.remove(connection, seen, gone));
    }
}
