package io.liveprofile.loadtest.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.liveprofile.loadtest.workload.WorkloadRecord.Fate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShopDayTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final int RECORDS = 100_000;
    private static final List<WorkloadRecord> DAY_OF_RECORDS = all(new ShopDay(42, ShopDay.CUSTOMERS, RECORDS, DAY));

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_gives_others() {
        assertThat(lines(new ShopDay(1, 500, 2_000, DAY))).isEqualTo(lines(new ShopDay(1, 500, 2_000, DAY)));
        assertThat(lines(new ShopDay(1, 500, 2_000, DAY))).isNotEqualTo(lines(new ShopDay(2, 500, 2_000, DAY)));
    }

    @Test
    void the_mix_is_that_of_the_reference_workload() {
        double soundCount = soundCount();
        var kinds = sound().collect(Collectors.groupingBy(
                told -> Parsed.kind(Parsed.sound(told)), Collectors.summingDouble(told -> 100 / soundCount)));
        double other = kinds.entrySet().stream()
                .filter(kind -> Set.of(
                                "Cart Viewed",
                                "Wishlist Viewed",
                                "Coupon Applied",
                                "Product Reviewed",
                                "Support Ticket Closed")
                        .contains(kind.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();

        Map.of(
                        "page",
                        40,
                        "Product Viewed",
                        17,
                        "Product Added",
                        8,
                        "Products Searched",
                        5,
                        "Signed In",
                        8,
                        "Order Completed",
                        6,
                        "Error Encountered",
                        4,
                        "Support Ticket Opened",
                        2,
                        "identify",
                        3,
                        "Email Opened",
                        5)
                .forEach((kind, percent) -> assertThat(kinds.get(kind)).as(kind).isCloseTo(percent, within(0.5)));
        assertThat(other).isCloseTo(2, within(0.3));
    }

    @Test
    void two_percent_are_exact_duplicates_of_an_earlier_record() {
        var earlier = new HashSet<String>();
        int duplicates = 0;
        for (var told : DAY_OF_RECORDS) {
            if (told.fate() == Fate.DUPLICATE) {
                duplicates++;
                assertThat(earlier.contains(line(told))).isTrue();
            } else {
                assertThat(earlier.add(line(told))).isTrue();
            }
        }

        assertThat(duplicates * 100.0 / RECORDS).isCloseTo(2, within(0.2));
    }

    @Test
    void five_percent_are_out_of_order_by_up_to_ten_minutes() {
        long newest = 0;
        int behind = 0;
        for (var told : DAY_OF_RECORDS) {
            if (told.fate() != Fate.DUPLICATE) {
                behind += told.eventTimeMillis() < newest ? 1 : 0;
                assertThat(newest - told.eventTimeMillis()).isLessThanOrEqualTo(600_000);
                newest = Math.max(newest, told.eventTimeMillis());
            }
        }

        assertThat(behind * 100.0 / RECORDS).isCloseTo(5, within(0.4));
    }

    @Test
    void one_in_a_thousand_is_malformed_in_one_of_two_ways() {
        var malformed = DAY_OF_RECORDS.stream()
                .filter(told -> told.fate() == Fate.MALFORMED)
                .toList();
        var unreadable = malformed.stream()
                .filter(told -> Parsed.json(told.value()).isEmpty())
                .count();
        var untyped = malformed.stream()
                .flatMap(told -> Parsed.json(told.value()).stream())
                .filter(json -> !json.has("type") && !json.has("event") && json.has("userId"))
                .count();

        assertThat(malformed.size() * 1_000.0 / RECORDS).isCloseTo(1, within(0.4));
        assertThat(unreadable).isPositive();
        assertThat(untyped).isPositive();
        assertThat(unreadable + untyped).isEqualTo(malformed.size());
    }

    @Test
    void the_hottest_customer_makes_one_record_in_twelve() {
        long hottest = sound().filter(told -> told.keyText().equals("c0000001")).count();

        assertThat(hottest * 100.0 / soundCount()).isCloseTo(8.3, within(0.4));
    }

    @Test
    void a_record_tells_what_its_json_tells() {
        sound().forEach(told -> {
            var json = Parsed.sound(told);
            assertThat(json.get("userId").asText()).isEqualTo(told.keyText());
            assertThat(Instant.parse(json.get("timestamp").asText()).toEpochMilli())
                    .isEqualTo(told.eventTimeMillis());
        });
    }

    @Test
    void a_customer_has_one_to_three_devices_with_an_anonymous_id_each() {
        var ids = new HashMap<String, Set<String>>();
        sound().forEach(told -> ids.computeIfAbsent(told.keyText(), key -> new HashSet<>())
                .add(Parsed.sound(told).get("anonymousId").asText()));

        assertThat(ids.values()).allMatch(devices -> devices.size() <= 3);
        assertThat(ids.values()).anyMatch(devices -> devices.size() == 3);
    }

    @Test
    void the_event_times_run_over_the_day() {
        var times = DAY_OF_RECORDS.stream()
                .mapToLong(WorkloadRecord::eventTimeMillis)
                .summaryStatistics();

        assertThat(Instant.ofEpochMilli(times.getMin())).isEqualTo("2026-11-20T00:00:00Z");
        assertThat(Instant.ofEpochMilli(times.getMax())).isBetween("2026-11-20T23:59:50Z", "2026-11-20T23:59:59.999Z");
    }

    @Test
    void a_record_is_about_four_hundred_bytes() {
        assertThat(sound().mapToInt(told -> told.value().length).average().orElseThrow())
                .isBetween(390.0, 450.0);
    }

    @Test
    void settings_without_a_meaning_are_refused() {
        assertThatThrownBy(() -> new ShopDay(1, 0, 1, DAY)).hasMessageContaining("customers must be from 1");
        assertThatThrownBy(() -> new ShopDay(1, 1, 0, DAY)).hasMessageContaining("at least one record");
    }

    private static Stream<WorkloadRecord> sound() {
        return DAY_OF_RECORDS.stream().filter(told -> told.fate() == Fate.SOUND);
    }

    private static long soundCount() {
        return sound().count();
    }

    private static List<String> lines(ShopDay day) {
        return all(day).stream().map(ShopDayTest::line).toList();
    }

    private static String line(WorkloadRecord told) {
        return told.keyText() + "\t" + told.valueText();
    }

    private static List<WorkloadRecord> all(ShopDay day) {
        var all = new ArrayList<WorkloadRecord>();
        day.forEachRemaining(all::add);
        return all;
    }
}
