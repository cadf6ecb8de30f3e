package io.liveprofile.projections.interaction;

import io.liveprofile.persistence.r2dbc.projection.ReadModel;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.CustomerId.Namespace;
import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.projections.rows.Clean;
import io.liveprofile.projections.rows.Rows;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.typed.Item;
import io.liveprofile.schemas.typed.Meaning;
import io.liveprofile.schemas.typed.Money;
import io.liveprofile.schemas.typed.Surroundings;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** {@code warehouse.interaction}: its definition and its one writer. Names as Segment's warehouses have them. */
final class InteractionTable {

    /** An interaction, and what was known of its customer when it came. */
    record Row(
            String customerId,
            Interaction interaction,
            Headline then,
            boolean late,
            long sequence,
            long journaledMillis,
            Commerce commerce,
            Surroundings surroundings) {

        static Row of(
                String customerId,
                Interaction interaction,
                Headline then,
                long latenessMaxMillis,
                long sequence,
                long journaledMillis) {
            return new Row(
                    customerId,
                    interaction,
                    then,
                    interaction.atMillis() < then.lastSeenMillis() - latenessMaxMillis,
                    sequence,
                    journaledMillis,
                    Commerce.of(Meaning.of(interaction.name(), interaction.fields())),
                    Surroundings.of(interaction.fields()));
        }

        private Optional<Long> sessionStart() {
            return then.sessionStartMillis().filter(start -> !late && interaction.atMillis() >= start);
        }

        private Optional<String> id(Namespace namespace) {
            return Optional.of(interaction.source())
                    .filter(id -> id.namespace() == namespace)
                    .or(() -> namespace == Namespace.ANONYMOUS_ID ? interaction.beside() : Optional.empty())
                    .map(CustomerId::value);
        }

        private Optional<String> clear(String path) {
            return interaction
                    .fields()
                    .get(path)
                    .flatMap(value -> value instanceof Value.Text(var text) ? Optional.of(text) : Optional.empty());
        }

        private <T> Optional<T> product(Function<Item, Optional<T>> of) {
            return commerce.product().flatMap(of);
        }
    }

    static final Rows<Row> ROWS = Rows.<Row>of(
                    "warehouse", "interaction", "One row for each thing that a customer did; nothing personal is in it")
            .key(
                    "customer_id",
                    "Whose it is, with namespace: the taker's where an anonymous profile has merged",
                    Row::customerId)
            .key(
                    "message_id",
                    "The same for every delivery of the same interaction",
                    row -> Clean.text(row.interaction().messageId()))
            .key(
                    "event",
                    "What was done, in the contract's word",
                    row -> Clean.text(row.interaction().name()))
            .count(
                    "schema_version",
                    "Of the schema that it was read by; 0 where none knows it",
                    row -> row.interaction().schemaVersion())
            .time(
                    "timestamp",
                    "Event time: when it was done",
                    row -> row.interaction().atMillis())
            .time(
                    "received_at",
                    "When the broker took it",
                    row -> row.interaction().receivedAtMillis())
            .time("journaled_at", "When it was stored for good", Row::journaledMillis)
            .flag(
                    "timestamp_set_back",
                    "Its event time lay in the future and was set to received_at",
                    row -> row.interaction().futureSetBack())
            .text("user_id", "The id that it was told under, where that was a user's", row -> row.id(Namespace.USER_ID))
            .text(
                    "anonymous_id",
                    "The anonymous id that it was told under or beside",
                    row -> row.id(Namespace.ANONYMOUS_ID))
            .flag("late", "So far behind the customer's newest that it moved no session and no cart", Row::late)
            .optionalTime(
                    "session_start",
                    "When the session began that it belongs to, as known then; null of an older session",
                    Row::sessionStart)
            .text("tier", "The customer's, as known then", row -> row.then().tier())
            .text("region", "The customer's, as known then", row -> row.then().region())
            .text(
                    "order_id",
                    "Of an order, checkout or payment",
                    row -> row.commerce().orderId())
            .optionalNumber(
                    "revenue_cents",
                    "Of Order Completed; below zero of Order Refunded: the sum is net",
                    row -> row.commerce().revenue().map(Money::cents))
            .text(
                    "currency",
                    "Of revenue_cents; XXX where none was told",
                    row -> row.commerce().revenue().map(Money::currency))
            .text(
                    "product_id",
                    "Of a product that was looked at, put into the cart or taken out",
                    row -> row.product(Item::productId))
            .text("sku", "Of that product", row -> row.product(Item::sku))
            .text("category", "Of that product", row -> row.product(Item::category))
            .text(
                    "context_geo_country",
                    "Where it was done",
                    row -> row.surroundings().country())
            .text(
                    "context_device_id",
                    "With which device",
                    row -> row.surroundings().deviceId())
            .text(
                    "context_device_type",
                    "With what kind of device",
                    row -> row.surroundings().deviceType())
            .text("context_page_path", "On which page, without query", row -> row.clear("context.page.path"))
            .text("context_campaign_name", "The campaign that led there", row -> row.clear("context.campaign.name"))
            .text("context_campaign_source", "Of the campaign", row -> row.clear("context.campaign.source"))
            .text("context_campaign_medium", "Of the campaign", row -> row.clear("context.campaign.medium"))
            .json(
                    "properties",
                    "What was told with it, except what is personal or in no schema",
                    row -> Clean.fields(row.interaction().fields(), "properties."))
            .json(
                    "traits",
                    "What identify or group told, except what is personal or in no schema",
                    row -> Clean.fields(row.interaction().fields(), "traits."))
            .text(
                    "origin_topic",
                    "Where it was read; null where it came by the API",
                    row -> row.interaction().origin().map(Origin::topic))
            .optionalNumber(
                    "origin_partition",
                    "Of that topic",
                    row -> row.interaction().origin().map(origin -> (long) origin.partition()))
            .optionalNumber(
                    "origin_offset",
                    "In that partition",
                    row -> row.interaction().origin().map(Origin::offset))
            .number("journal_sequence", "Of the entry in the customer's journal", Row::sequence)
            .constraint("primary key (customer_id, message_id)")
            // Rows come about in the order of their times, so that a few words for many pages tell where a time is.
            .indexUsing("brin (timestamp timestamptz_minmax_multi_ops) with (pages_per_range = 32, autosummarize = on)")
            .indexOf("event, timestamp", "event in ('Order Completed', 'Order Refunded')")
            .once();

    private final String table;

    InteractionTable(ReadModel.Names names) {
        this.table = names.of(ROWS.table());
    }

    Mono<Void> insert(Connection connection, List<Row> rows) {
        return ROWS.write(connection, table, rows);
    }

    Mono<Void> removeOf(Connection connection, List<String> customers) {
        return ROWS.remove(connection, table, customers);
    }
}
