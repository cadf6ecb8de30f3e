package io.liveprofile.loadtest.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.liveprofile.loadtest.workload.WorkloadRecord.Fate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShopTest {
    private static final Instant OPENING = Instant.parse("2026-11-20T09:00:00Z");
    private static final int RECORDS = 20_000;
    private static final List<WorkloadRecord> RECORDS_OF_TEN_MINUTES = records(OPENING);

    @Test
    void the_same_seed_and_opening_give_the_same_bytes() {
        assertThat(records(OPENING).stream().map(WorkloadRecord::valueText))
                .containsExactlyElementsOf(RECORDS_OF_TEN_MINUTES.stream()
                        .map(WorkloadRecord::valueText)
                        .toList());
    }

    @Test
    void a_shop_opened_again_tells_the_same_stories_and_otherwise_something_new() {
        var again = ids(records(OPENING.plusSeconds(3_600)));
        var stories = RECORDS_OF_TEN_MINUTES.stream()
                .filter(ShopTest::ofAStory)
                .map(told -> Parsed.sound(told).get("messageId").asText())
                .collect(Collectors.toSet());

        again.retainAll(ids(RECORDS_OF_TEN_MINUTES));

        assertThat(again).isEqualTo(stories).hasSizeGreaterThan(60);
    }

    @Test
    void traffic_is_told_as_it_happens() {
        var traffic = RECORDS_OF_TEN_MINUTES.stream()
                .filter(told -> !ofAStory(told) && told.fate() == Fate.SOUND)
                .toList();

        assertThat(Duration.between(OPENING, at(traffic.getFirst()))).isLessThan(Duration.ofSeconds(1));
        assertThat(Duration.between(OPENING, at(traffic.getLast())).toMillis())
                .isCloseTo(RECORDS * 1_000L / 30, within(1_000L));
        assertThat(traffic).isSortedAccordingTo((a, b) -> Long.compare(a.eventTimeMillis(), b.eventTimeMillis()));
    }

    @Test
    void an_order_costs_what_its_products_cost_and_is_never_empty() {
        var orders = sound().filter(json -> Parsed.kind(json).equals("Order Completed"))
                .map(json -> json.get("properties"))
                .toList();

        assertThat(orders).hasSizeGreaterThan(100).allSatisfy(order -> {
            var sum = BigDecimal.ZERO;
            for (var product : order.get("products")) {
                sum = sum.add(new BigDecimal(product.get("price").asText()));
            }
            assertThat(new BigDecimal(order.get("total").asText())).isEqualByComparingTo(sum);
            assertThat(sum).isPositive();
        });
    }

    @Test
    void visitors_come_unknown_and_some_of_them_sign_in() {
        var unknown = sound().filter(json -> !json.has("userId"))
                .map(json -> json.get("anonymousId").asText())
                .collect(Collectors.toSet());
        var known = sound().filter(json -> json.has("userId"))
                .map(json -> json.get("anonymousId").asText())
                .collect(Collectors.toSet());

        assertThat(unknown).hasSizeGreaterThan(100).containsAnyElementsOf(known);
    }

    @Test
    void the_key_is_the_user_or_else_the_anonymous_id() {
        RECORDS_OF_TEN_MINUTES.stream()
                .filter(told -> told.fate() == Fate.SOUND)
                .forEach(told -> {
                    var json = Parsed.sound(told);
                    assertThat(told.keyText())
                            .isEqualTo(json.path("userId")
                                    .asText(json.path("anonymousId").asText()));
                });
    }

    @Test
    void a_cart_is_left_behind_more_than_an_hour_before() {
        var ava = of(Story.CART_LEFT_BEHIND);

        assertThat(ava).extracting(Parsed::kind).contains("Product Added").doesNotContain("Order Completed");
        assertThat(Instant.parse(ava.getLast().get("timestamp").asText())).isBefore(OPENING.minus(Duration.ofHours(1)));
    }

    @Test
    void an_account_is_taken_over_from_another_continent() {
        var noah = of(Story.ACCOUNT_TAKEN_OVER);

        assertThat(noah.subList(noah.size() - 6, noah.size()))
                .extracting(json -> Parsed.kind(json) + " "
                        + json.at("/context/geo/country").asText())
                .containsExactly(
                        "Signed In DE",
                        "Sign In Failed BR",
                        "Sign In Failed BR",
                        "Signed In BR",
                        "Password Changed BR",
                        "Order Completed BR");
    }

    @Test
    void a_good_customer_has_been_silent_for_six_weeks() {
        var mia = of(Story.GROWING_SILENT);

        assertThat(mia.stream().filter(json -> Parsed.kind(json).equals("Order Completed")))
                .hasSizeGreaterThan(10);
        assertThat(Instant.parse(mia.getLast().get("timestamp").asText())).isBefore(OPENING.minus(Duration.ofDays(40)));
    }

    @Test
    void a_visitor_signs_in_on_the_device_on_which_nobody_knew_them() {
        var leo = of(Story.VISITOR_SIGNS_IN);
        var before = sound().filter(json -> json.get("anonymousId").asText().equals("leo-phone"))
                .takeWhile(json -> !json.has("userId"));

        assertThat(before).extracting(Parsed::kind).containsExactly("page", "Product Viewed", "Product Added");
        assertThat(leo).extracting(json -> json.get("anonymousId").asText()).containsOnly("leo-phone");
    }

    private static List<JsonNode> of(Story story) {
        return RECORDS_OF_TEN_MINUTES.stream()
                .filter(told -> told.keyText().equals(story.customerId()) && told.fate() == Fate.SOUND)
                .map(Parsed::sound)
                .toList();
    }

    private static boolean ofAStory(WorkloadRecord told) {
        return told.fate() == Fate.SOUND
                && (told.keyText().equals("leo-phone")
                        || Stream.of(Story.values())
                                .anyMatch(story -> story.customerId().equals(told.keyText())));
    }

    private static Stream<JsonNode> sound() {
        return RECORDS_OF_TEN_MINUTES.stream()
                .filter(told -> told.fate() == Fate.SOUND)
                .map(Parsed::sound);
    }

    private static Set<String> ids(List<WorkloadRecord> records) {
        return records.stream()
                .filter(told -> told.fate() == Fate.SOUND)
                .map(told -> Parsed.sound(told).get("messageId").asText())
                .collect(Collectors.toSet());
    }

    private static Instant at(WorkloadRecord told) {
        return Instant.ofEpochMilli(told.eventTimeMillis());
    }

    private static List<WorkloadRecord> records(Instant opening) {
        return Stream.generate(new Shop(1, 300, Shop.RECORDS_PER_SECOND, opening)::next)
                .limit(RECORDS)
                .toList();
    }
}
