package io.liveprofile.api.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class Iso8601Properties {

    @Property
    void any_time_reads_as_java_writes_it(
            @ForAll @LongRange(min = -70_000_000_000_000L, max = 300_000_000_000_000L) long at) {
        assertThat(Iso8601.of(at)).isEqualTo(Instant.ofEpochMilli(at).toString());
    }

    @Property
    void times_of_today_do_too_whole_seconds_among_them(
            @ForAll @LongRange(min = 1_500_000_000L, max = 1_900_000_000L) long second,
            @ForAll @LongRange(max = 3) long millis) {
        long at = second * 1_000 + millis;
        assertThat(Iso8601.of(at)).isEqualTo(Instant.ofEpochMilli(at).toString());
    }

    @Example
    void years_of_more_than_four_digits_are_written_out() {
        assertThat(Iso8601.of(Long.MAX_VALUE))
                .isEqualTo(Instant.ofEpochMilli(Long.MAX_VALUE).toString());
        assertThat(Iso8601.of(Long.MIN_VALUE))
                .isEqualTo(Instant.ofEpochMilli(Long.MIN_VALUE).toString());
    }
}
