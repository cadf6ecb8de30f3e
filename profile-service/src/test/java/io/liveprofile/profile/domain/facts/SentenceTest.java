package io.liveprofile.profile.domain.facts;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.fields;
import static io.liveprofile.profile.domain.Histories.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceTest {

    static List<Arguments> interactions() {
        return List.of(
                worded("Viewed the page Product", "Page Viewed", "properties.name", "Product", "properties.path", "/p"),
                worded("Viewed a page", "Page Viewed"),
                worded("Searched, and found 41 products", "Products Searched", "properties.result_count", 41),
                worded(
                        "Looked at p-1 (shoe)",
                        "Product Viewed",
                        "properties.product_id",
                        "p-1",
                        "properties.category",
                        "shoe"),
                worded(
                        "Put Red shoe for 89.95 EUR into the cart",
                        "Product Added",
                        "properties.name",
                        "Red shoe",
                        "properties.price",
                        89.95,
                        "properties.currency",
                        "EUR"),
                worded("Put a product into the cart", "Product Added"),
                worded("Took p-1 out of the cart", "Product Removed", "properties.product_id", "p-1"),
                worded(
                        "Ordered one product for 12 JPY (order o-1)",
                        "Order Completed",
                        "properties.order_id",
                        "o-1",
                        "properties.total",
                        12,
                        "properties.currency",
                        "JPY",
                        "properties.products",
                        fields("sku", "s")),
                worded(
                        "Ordered for 3.50 (order o-1)",
                        "Order Completed",
                        "properties.order_id",
                        "o-1",
                        "properties.total",
                        3.5),
                worded(
                        "Got 2.00 EUR back for order o-1",
                        "Order Refunded",
                        "properties.order_id",
                        "o-1",
                        "properties.total",
                        2,
                        "properties.currency",
                        "eur"),
                worded(
                        "Signed in by password from FR",
                        "Signed In",
                        "properties.method",
                        "password",
                        "context.geo.country",
                        "FR"),
                worded("Failed to sign in", "Sign In Failed"),
                worded(
                        "A payment of 5.00 was declined: expired_card",
                        "Payment Declined",
                        "properties.amount",
                        5,
                        "properties.decline_code",
                        "expired_card"),
                worded("Asked support for help (ticket t-1)", "Support Ticket Opened", "properties.ticket_id", "t-1"),
                worded(
                        "Ran into an error: TIMEOUT (status 504)",
                        "Error Encountered",
                        "properties.error_code",
                        "TIMEOUT",
                        "properties.status",
                        504),
                worded("Opened an e-mail of black-friday", "Email Opened", "properties.campaign_name", "black-friday"),
                worded("Something Else", "Something Else", "properties.anything", "x"));
    }

    @ParameterizedTest
    @MethodSource("interactions")
    void an_interaction_is_told_in_one_sentence(String sentence, String name, Object[] fields) {
        var timeline =
                Facts.NONE.plus(List.of(told("m-1", name, NOON_MILLIS, fields))).timeline();

        assertThat(Sentence.of(timeline.entries().getFirst())).isEqualTo(sentence);
    }

    private static Arguments worded(String sentence, String name, Object... fields) {
        return Arguments.of(sentence, name, fields);
    }
}
