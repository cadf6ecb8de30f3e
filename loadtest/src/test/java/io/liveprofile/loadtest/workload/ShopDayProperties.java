package io.liveprofile.loadtest.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.loadtest.workload.WorkloadRecord.Fate;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShopDayProperties {
    @Property(tries = 60)
    void what_is_expected_is_what_a_reader_that_drops_repeated_ids_counts(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3_000) int customers,
            @ForAll @IntRange(min = 1, max = 3_000) int records) {
        var expected = new Expected();
        var seen = new HashSet<String>();
        var counted = new HashMap<String, Long>();
        var day = new ShopDay(seed, customers, records, LocalDate.of(2026, 2, 28));

        while (day.hasNext()) {
            var told = expected.count(day.next());
            Parsed.json(told.value())
                    .filter(json ->
                            json.has("type") && seen.add(json.get("messageId").asText()))
                    .ifPresent(json -> counted.merge("" + json.get("userId").asText(), 1L, Long::sum));
        }

        assertThat(expected.soundByKey()).isEqualTo(counted);
        assertThat(expected.records()).isEqualTo(records);
        assertThat(expected.of(Fate.SOUND) + expected.of(Fate.DUPLICATE) + expected.of(Fate.MALFORMED))
                .isEqualTo(records);
    }
}
