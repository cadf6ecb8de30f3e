package io.liveprofile.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.liveprofile.schemas.Catalogue;
import io.liveprofile.schemas.Coarse;
import io.liveprofile.schemas.Contract;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.Violation;
import io.liveprofile.schemas.typed.Item;
import io.liveprofile.schemas.typed.Meaning;
import io.liveprofile.schemas.typed.Meaning.OrderCompleted;
import io.liveprofile.schemas.typed.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    private static final Catalogue CATALOGUE = ContractFiles.bundled();

    /** Kept and counted: their contract says what is personal, and the profile draws nothing from them yet. */
    private static final Set<String> GENERIC = Set.of(
            "Cart Shared",
            "Checkout Step Completed",
            "Checkout Step Viewed",
            "Coupon Applied",
            "Coupon Denied",
            "Coupon Entered",
            "Coupon Removed",
            "Email Marked as Spam",
            "Payment Info Entered",
            "Product Added to Wishlist",
            "Product List Filtered",
            "Product List Viewed",
            "Product Removed from Wishlist",
            "Product Reviewed",
            "Product Shared",
            "Promotion Clicked",
            "Promotion Viewed",
            "Wishlist Viewed");

    @Test
    void fields_are_told_apart_in_one_pass() throws IOException {
        var split = split("Page Viewed", """
            {"type": "page", "messageId": "m-1", "shoeSize": 43,
             "context": {"ip": "192.0.2.17", "device": {"id": "d-1", "colour": "red"}, "traits": {"email": "x"}},
             "properties": {"path": "/p", "url": "https://shop.example.com/?q=1", "pet": {"name": "Rex"}}}\
            """);

        assertThat(split.clear())
                .isEqualTo(Fields.builder()
                        .put("context.ip", new Value.Text("192.0.2.0/24"))
                        .put("context.device.id", new Value.Text("d-1"))
                        .put("properties.path", new Value.Text("/p"))
                        .build());
        assertThat(split.personal).containsExactly("context.ip.exact", "context.traits", "properties.url");
        assertThat(split.unnamed).containsExactly("/shoeSize", "/context/device/colour", "/properties/pet");
    }

    @Test
    void what_no_schema_names_is_unnamed_but_for_the_envelope_and_its_context() throws IOException {
        assertThat(CATALOGUE.find("Shoe Tied")).isNull();

        var split = split(CATALOGUE.generic().record(), """
            {"type": "track", "event": "Shoe Tied", "context": {"device": {"id": "d-1"}}, "properties": {"a": 1}}\
            """);

        assertThat(split.clear()).isEqualTo(Fields.of("context.device.id", new Value.Text("d-1")));
        assertThat(split.unnamed).containsExactly("/properties");
    }

    @Test
    void aliases_are_kept_under_the_contracts_own_names() throws IOException {
        var split = split("Completed Order", """
            {"type": "track", "properties": {"orderId": 17, "revenue": 25.00, "currency": "usd",
             "products": [{"id": "p-7", "price": 19.0, "url": "https://x"}, {}]}}\
            """);

        assertThat(Meaning.of("Order Completed", split.clear()))
                .isEqualTo(new OrderCompleted(
                        "17",
                        Optional.of(new Money("USD", 2500)),
                        List.of(
                                item(Optional.of("p-7"), Optional.of(new BigDecimal("19.0"))),
                                item(Optional.empty(), Optional.empty()))));
        assertThat(split.personal).containsExactly("url");
    }

    @Test
    void an_amount_that_comes_as_text_is_an_amount() throws IOException {
        var split = split("Order Completed", """
            {"type": "track", "properties": {"order_id": "o", "total": "25.50", "currency": "EUR",
             "products": [{"price": "19", "quantity": "2"}]}}\
            """);

        assertThat(Meaning.of("Order Completed", split.clear())).isInstanceOfSatisfying(OrderCompleted.class, order -> {
            assertThat(order.value()).contains(new Money("EUR", 2550));
            assertThat(order.products().getFirst().price()).contains(new BigDecimal("19"));
        });
        for (var wrong : List.of("-1", "1e3", "$19.99", "1,000", "", " 5", "5\\n", "1000000000.5")) {
            assertThat(violation(
                            "Order Completed",
                            "{\"type\":\"track\",\"properties\":{\"order_id\":\"o\",\"total\":\"" + wrong + "\"}}"))
                    .as(wrong)
                    .contains(new Violation("/properties/total", "must be a decimal number, be it as text"));
        }
    }

    @Test
    void a_violation_names_place_and_rule_and_quotes_nothing() {
        assertThat(violation(
                        "Order Completed", "{\"type\":\"track\",\"properties\":{\"order_id\":\"o\",\"total\":-3}}"))
                .contains(new Violation("/properties/total", "must be at least 0"));
        assertThat(violation(
                        "Order Completed", "{\"type\":\"track\",\"properties\":{\"order_id\":\"o\",\"total\":1e12}}"))
                .contains(new Violation("/properties/total", "must be at most 1000000000"));
        assertThat(
                        violation(
                                "Order Completed",
                                "{\"type\":\"track\",\"properties\":{\"orderId\":\"o\",\"products\":[{},{\"price\":\"free\"}]}}"))
                .contains(new Violation("/properties/products/1/price", "must be a decimal number, be it as text"));
        assertThat(violation("Support Ticket Closed", "{\"type\":\"track\",\"properties\":{\"ticketId\":null}}"))
                .contains(new Violation("/properties/ticket_id", "is required"));
        assertThat(violation("Order Completed", "{\"type\":\"track\"}"))
                .contains(new Violation("/properties", "is required"));
        assertThat(violation("Order Completed", "{\"type\":\"buy\",\"properties\":{\"order_id\":\"o\"}}"))
                .contains(new Violation("/type", "must be one of the words that the contract lists"));
        assertThat(violation("Order Completed", "[]")).contains(new Violation("", "must be object"));
    }

    @Test
    void what_nobody_could_keep_or_mean_is_a_violation() {
        assertThat(violation("Signed In", "{\"type\":\"track\",\"properties\":{\"method\":\"a\\u0000b\"}}"))
                .contains(new Violation("/properties/method", "must not hold U+0000 or a lone surrogate"));
        assertThat(violation("Signed In", "{\"type\":\"track\",\"properties\":{\"method\":\"\\ude00\"}}"))
                .contains(new Violation("/properties/method", "must not hold U+0000 or a lone surrogate"));
        assertThat(violation("Signed In", "{\"type\":\"track\",\"properties\":{\"method\":\"\\ud83d\\ude00\"}}"))
                .isEmpty();
        assertThat(violation(
                        "Order Completed", "{\"type\":\"track\",\"properties\":{\"order_id\":\"o\",\"total\":1e-101}}"))
                .contains(new Violation("/properties/total", "must have at most 100 decimals"));
        assertThat(violation(
                        "Order Completed", "{\"type\":\"track\",\"properties\":{\"order_id\":\"o\",\"total\":1e-100}}"))
                .isEmpty();
    }

    @Test
    void a_contract_may_become_known_in_the_midst_of_a_record() throws IOException {
        var reader = new RecordReader();
        var split = new SplitFields();
        try (var parser = SchemaResources.JSON
                .getFactory()
                .createParser("{\"type\":\"track\",\"properties\":{\"order_id\":7}}")) {
            parser.nextToken();
            reader.start(CATALOGUE.generic().record());
            parser.nextToken();
            assertThat(reader.field(parser, split)).isNull();

            reader.narrow(contract("Order Completed").record());

            assertThat(reader.end()).isEqualTo(new Violation("/properties", "is required"));
            parser.nextToken();
            assertThat(reader.field(parser, split)).isNull();
            assertThat(reader.end()).isNull();
            assertThat(split.clear())
                    .isEqualTo(Fields.of("properties.order_id", new Value.Number(new BigDecimal("7"))));
        }
    }

    @Test
    void a_reader_that_met_a_violation_is_as_good_as_new() {
        assertThat(violation("Order Completed", "{\"type\":\"track\",\"properties\":{\"products\":[{\"price\":-1}]}}"))
                .isPresent();
        assertThat(violation("Signed In", "{\"type\":\"track\",\"properties\":{\"mfa\":true}}"))
                .isEmpty();
    }

    @Test
    void every_interaction_has_a_meaning_or_is_known_to_have_none() throws IOException {
        var generic = new TreeSet<String>();
        for (var schema : SchemaResources.interactions().values()) {
            var name = schema.get("title").asText();
            if (Meaning.of(name, split(name, schema.path("examples").get(0)).clear()) instanceof Meaning.Generic) {
                generic.add(name);
            }
        }

        assertThat(generic).isEqualTo(new TreeSet<>(GENERIC));
    }

    @Test
    void a_position_and_an_address_stay_coarsely() {
        var context = Objects.requireNonNull(CATALOGUE.generic().record().field("context"));
        var geo = Objects.requireNonNull(context.field("geo"));

        assertThat(Objects.requireNonNull(geo.field("latitude")).coarse()).isEqualTo(Coarse.POSITION);
        assertThat(Objects.requireNonNull(context.field("ip")).coarse()).isEqualTo(Coarse.NETWORK);
        assertThat(Coarse.POSITION.position(new BigDecimal("48.8584"))).contains(new BigDecimal("48.9"));
        assertThat(Coarse.NETWORK.network("192.0.2.17")).contains("192.0.2.0/24");
        assertThat(Coarse.NETWORK.network("2001:db8:1:2::17")).contains("2001:db8:1:0:0:0:0:0/48");
        assertThat(Coarse.NETWORK.network("shop.example.com")).isEmpty();
        assertThat(Coarse.NOTHING.network("192.0.2.17")).isEmpty();
    }

    private static Item item(Optional<String> productId, Optional<BigDecimal> price) {
        return new Item(productId, Optional.empty(), Optional.empty(), Optional.empty(), price, Optional.empty());
    }

    private static Optional<Violation> violation(String name, String record) {
        return Judged.by(contract(name).record(), record);
    }

    private static Contract contract(String name) {
        return Objects.requireNonNull(CATALOGUE.find(name), name);
    }

    private static SplitFields split(String name, JsonNode record) throws IOException {
        return split(name, record.toString());
    }

    private static SplitFields split(String name, String record) throws IOException {
        return split(contract(name).record(), record);
    }

    private static SplitFields split(Shape shape, String record) throws IOException {
        var split = new SplitFields();
        try (var parser = SchemaResources.JSON.getFactory().createParser(record)) {
            parser.nextToken();
            assertThat(new RecordReader().read(parser, shape, split)).isNull();
        }
        return split;
    }
}
