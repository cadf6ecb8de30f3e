package io.liveprofile.loadtest.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class JsonBytesProperties {
    private final JsonBytes json = new JsonBytes();

    @Property
    void an_instant_reads_back(@ForAll @LongRange(min = -60_000_000_000_000L, max = 200_000_000_000_000L) long millis) {
        assertThat(Instant.parse(text(json.clear().instant(millis))).toEpochMilli())
                .isEqualTo(millis);
    }

    @Property
    void a_number_is_written_as_java_writes_it(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000_000_000L) long value) {
        assertThat(text(json.clear().number(value))).isEqualTo(Long.toString(value));
    }

    @Property
    void an_amount_has_two_decimals(@ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long cents) {
        assertThat(text(json.clear().cents(cents)))
                .isEqualTo(BigDecimal.valueOf(cents, 2).toPlainString());
    }

    @Property
    void an_id_is_a_random_uuid_that_keeps_its_bits(@ForAll long high, @ForAll long low) {
        var uuid = UUID.fromString(text(json.clear().uuid(high, low)));

        assertThat(uuid.version()).isEqualTo(4);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() & ~0xf000L).isEqualTo(high & ~0xf000L);
        assertThat(uuid.getLeastSignificantBits() << 2).isEqualTo(low << 2);
    }

    @Property
    void leading_zeros_fill_up(@ForAll @IntRange(max = 99_999_999) int value) {
        assertThat(text(json.clear().digits(value, 7))).isEqualTo("%07d".formatted(value));
    }

    private static String text(JsonBytes json) {
        return new String(json.toBytes(), UTF_8);
    }
}
