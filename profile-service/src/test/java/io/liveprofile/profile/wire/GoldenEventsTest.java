package io.liveprofile.profile.wire;

import static io.liveprofile.profile.domain.Histories.AVA;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.Counts;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Facts;
import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.Seen;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every stored shape ever released still reads. A file of {@code golden/} is added with a new shape and never changed. */
class GoldenEventsTest {
    private final StoredSerializer serializer = new StoredSerializer();

    private static final Observed OBSERVED = new Observed(
            List.of(
                    new Interaction(
                            "6f9619ff-8b86-d011-b42d-00c04fc964ff",
                            "Order Completed",
                            2,
                            1_700_000_000_000L,
                            true,
                            1_700_000_000_250L,
                            AVA,
                            Optional.of(CustomerId.anonymous("a-1")),
                            Optional.of(new Origin("customer-events", 11, 9_876_543_210L)),
                            Fields.builder()
                                    .put("properties.order_id", new Value.Text("o-1"))
                                    .put("properties.total", new Value.Number(new BigDecimal("368.97")))
                                    .put("properties.gift", new Value.Flag(true))
                                    .put(
                                            "properties.products",
                                            new Value.Listing(List.of(Fields.of("sku", new Value.Text("s-1")))))
                                    .put(Fields.UNNAMED, new Value.Sealed(new byte[] {1, 2, 3}))
                                    .build()),
                    new Interaction(
                            "not-a-uuid",
                            "Page Viewed",
                            0,
                            1_699_999_999_000L,
                            false,
                            1_700_000_000_000L,
                            CustomerId.anonymous("a|1"),
                            Optional.empty(),
                            Optional.empty(),
                            Fields.NONE)),
            new Headline(1_699_999_999_000L, 1_700_000_000_000L, 2));

    private static final Profile PROFILE = new Profile(
            new Facts(1, 1_700_000_000_000L, new Counts(new TreeMap<>(Map.of("Page Viewed", 3L, "identify", 1L)), 5)),
            new Seen(new long[] {1, 2}, new long[] {-3, 4}, Long.MIN_VALUE));

    @Test
    void observed_1_still_reads() throws IOException {
        assertThat(serializer.fromBinary(golden("observed.1"), "observed.1")).isEqualTo(OBSERVED);
    }

    @Test
    void profile_1_still_reads() throws IOException {
        assertThat(serializer.fromBinary(golden("profile.1"), "profile.1")).isEqualTo(PROFILE);
    }

    @Test
    void what_is_written_today_is_what_was_released() throws IOException {
        assertThat(HexFormat.of().formatHex(serializer.toBinary(OBSERVED)))
                .isEqualTo(HexFormat.of().formatHex(golden("observed.1")));
        assertThat(HexFormat.of().formatHex(serializer.toBinary(PROFILE)))
                .isEqualTo(HexFormat.of().formatHex(golden("profile.1")));
    }

    @Test
    void a_field_of_a_newer_version_is_passed_over() {
        var newer = new WireWriter(64)
                .number(1_000, 7)
                .fixed(1_001, 7)
                .text(1_002, "from tomorrow")
                .nested(1, nested -> nested.text(9, "ava"))
                .toBytes();

        assertThat(((Observed) serializer.fromBinary(newer, "observed.1")).interactions())
                .hasSize(1);
    }

    private static byte[] golden(String manifest) throws IOException {
        try (var file = GoldenEventsTest.class.getResourceAsStream("/golden/" + manifest + ".hex")) {
            if (file == null) {
                throw new IllegalStateException("no golden file for " + manifest);
            }
            return HexFormat.of()
                    .parseHex(new String(file.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                            .replaceAll("\\s", ""));
        }
    }
}
