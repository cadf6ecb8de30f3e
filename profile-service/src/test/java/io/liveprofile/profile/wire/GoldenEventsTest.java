package io.liveprofile.profile.wire;

import static io.liveprofile.profile.domain.Histories.AVA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.Histories;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.KnownIds;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.typed.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every stored shape ever released still reads. A file of {@code golden/} is added with a new shape and never changed. */
class GoldenEventsTest {
    private final StoredSerializer serializer = new StoredSerializer(FoldRules.DEFAULT);

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
            List.of(),
            Headline.of(1_699_999_999_000L, 1_700_000_000_000L, 2));

    /** As it is since headlines tell more. */
    private static final Observed OBSERVED_WITH_FIGURES = new Observed(
            OBSERVED.interactions(),
            List.of(),
            new Headline(
                    1_699_999_999_000L,
                    1_700_000_000_000L,
                    2,
                    1,
                    List.of(new Money("CHF", -5), new Money("EUR", 36_897)),
                    Optional.of(1_700_000_000_000L),
                    3,
                    4,
                    5,
                    Optional.of(1_699_999_999_000L),
                    6,
                    List.of(new Money("XXX", 199)),
                    Optional.of(1_699_999_999_500L),
                    Optional.of("gold"),
                    Optional.of("EMEA"),
                    Optional.of("FR")));

    private static final Observed OBSERVED_WITH_MET = new Observed(
            OBSERVED.interactions(),
            List.of(CustomerId.anonymous("a-1"), CustomerId.anonymous("a|2")),
            Headline.of(1, 2, 3));

    private static final Linked LINKED = new Linked(new Link(CustomerId.anonymous("a|2"), Link.Outcome.SHARED));
    private static final MergedAway MERGED_AWAY = new MergedAway(AVA);

    /** A little of everything. */
    private static final Profile PROFILE =
            Profile.NEW.observe(Histories.ofEverything(), KnownIds.NONE).after();

    @Test
    void observed_1_still_reads() throws IOException {
        assertThat(serializer.fromBinary(golden("observed.1"), "observed.1")).isEqualTo(OBSERVED);
    }

    @Test
    void observed_1_with_figures_still_reads() throws IOException {
        assertThat(serializer.fromBinary(golden("observed.1.figures"), "observed.1"))
                .isEqualTo(OBSERVED_WITH_FIGURES);
    }

    @Test
    void observed_1_with_the_ids_that_were_met_still_reads() throws IOException {
        assertThat(serializer.fromBinary(golden("observed.1.met"), "observed.1"))
                .isEqualTo(OBSERVED_WITH_MET);
    }

    @Test
    void links_and_merges_still_read() throws IOException {
        assertThat(serializer.fromBinary(golden("linked.1"), "linked.1")).isEqualTo(LINKED);
        assertThat(serializer.fromBinary(golden("merged-away.1"), "merged-away.1"))
                .isEqualTo(MERGED_AWAY);
    }

    @Test
    void profile_1_of_this_fold_still_reads() throws IOException {
        assertThat(serializer.fromBinary(golden("profile.1.fold-2"), "profile.1"))
                .isEqualTo(PROFILE);
    }

    @Test
    void a_snapshot_of_another_fold_is_not_used() {
        assertThatThrownBy(() -> serializer.fromBinary(golden("profile.1"), "profile.1"))
                .hasMessage("a snapshot of fold 1, and this is fold 2");
    }

    @Test
    void a_snapshot_by_other_rules_is_not_used() {
        var other = new StoredSerializer(new FoldRules(1_800_001, 86_400_000));

        assertThatThrownBy(() -> other.fromBinary(golden("profile.1.fold-2"), "profile.1"))
                .hasMessageContaining("sessionGapMillis=1800000")
                .hasMessageContaining("sessionGapMillis=1800001");
    }

    @Test
    void what_is_written_today_is_what_was_released() throws IOException {
        assertThat(written(OBSERVED)).isEqualTo(HexFormat.of().formatHex(golden("observed.1")));
        assertThat(written(OBSERVED_WITH_FIGURES)).isEqualTo(HexFormat.of().formatHex(golden("observed.1.figures")));
        assertThat(written(OBSERVED_WITH_MET)).isEqualTo(HexFormat.of().formatHex(golden("observed.1.met")));
        assertThat(written(LINKED)).isEqualTo(HexFormat.of().formatHex(golden("linked.1")));
        assertThat(written(MERGED_AWAY)).isEqualTo(HexFormat.of().formatHex(golden("merged-away.1")));
        assertThat(written(PROFILE)).isEqualTo(HexFormat.of().formatHex(golden("profile.1.fold-2")));
    }

    private String written(Object stored) {
        return HexFormat.of().formatHex(serializer.toBinary(stored));
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
