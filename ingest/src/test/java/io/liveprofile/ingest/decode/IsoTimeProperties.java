package io.liveprofile.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class IsoTimeProperties {
    private static final long YEAR_1970 = 0;
    private static final long YEAR_9999 = 253_402_300_799L;

    @Property
    void every_instant_is_read_as_the_library_reads_it(
            @ForAll @LongRange(min = YEAR_1970, max = YEAR_9999) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -18, max = 18) int offset) {
        var instant = Instant.ofEpochSecond(second, nano);

        assertThat(IsoTime.millis(instant.toString())).isEqualTo(instant.toEpochMilli());
        assertThat(IsoTime.millis(OffsetDateTime.ofInstant(instant, ZoneOffset.ofHours(offset))
                        .toString()))
                .isEqualTo(instant.toEpochMilli());
    }

    @Property
    void one_spoiled_character_is_judged_as_the_library_judges_it(
            @ForAll @IntRange(max = 23) int at,
            @ForAll @Chars({'0', '3', '6', '9', '-', ':', '.', 'T', 'Z', ' ', '/'}) char other) {
        var spoiled = new StringBuilder("2024-02-29T23:59:59.123Z");
        spoiled.setCharAt(at, other);
        var text = spoiled.toString();

        assertThat(read(text)).isEqualTo(library(text));
    }

    @Example
    void what_is_no_time_is_refused() {
        for (var text : new String[] {"", "yesterday", "2026-11-20", "2026-02-30T00:00:00Z", "2026-11-20T00:00:00"}) {
            assertThatThrownBy(() -> IsoTime.millis(text)).as(text).isInstanceOf(DateTimeException.class);
        }
    }

    private static String read(String text) {
        try {
            return String.valueOf(IsoTime.millis(text));
        } catch (DateTimeException e) {
            return "none";
        }
    }

    private static String library(String text) {
        try {
            return String.valueOf(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException e) {
            return "none";
        }
    }
}
