package io.liveprofile.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class RawRecordProperties {

    @Property(tries = 200)
    void whatever_was_sent_comes_back_byte_for_byte(
            @ForAll long timestamp,
            @ForAll byte[] key,
            @ForAll byte[] value,
            @ForAll @Size(max = 4) List<byte[]> headers) {
        var raw = new RawRecord(
                timestamp,
                key.length % 7 == 0 ? null : key,
                value.length % 7 == 0 ? null : value,
                headers.stream()
                        .map(each -> new RawRecord.Header("h" + each.length, each.length % 3 == 0 ? null : each))
                        .toList());

        var back = RawRecord.parse(raw.toBytes());

        assertThat(back).usingRecursiveComparison().isEqualTo(raw);
    }

    @Example
    void what_was_stored_by_the_first_version_still_reads() {
        var stored = HexFormat.of()
                .parseHex("01" + "0000019a9a7b2c00" + "00000003617661" + "00000002ff00" + "00000001"
                        + "0000000b7472616365706172656e74" + "ffffffff");

        var raw = RawRecord.parse(stored);

        assertThat(raw.timestampMillis()).isEqualTo(0x19a9a7b2c00L);
        assertThat(raw.key()).isEqualTo("ava".getBytes(StandardCharsets.UTF_8));
        assertThat(raw.value()).isEqualTo(new byte[] {(byte) 0xFF, 0});
        assertThat(raw.headers()).containsExactly(new RawRecord.Header("traceparent", null));
        assertThat(raw.toBytes()).isEqualTo(stored);
    }
}
