package io.liveprofile.profile.wire;

import static io.liveprofile.profile.domain.Histories.AVA;
import static io.liveprofile.profile.domain.Histories.RULES;
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
import io.liveprofile.profile.domain.ProfileEvent.Decided;
import io.liveprofile.profile.domain.ProfileEvent.Erased;
import io.liveprofile.profile.domain.ProfileEvent.Inherited;
import io.liveprofile.profile.domain.ProfileEvent.Linked;
import io.liveprofile.profile.domain.ProfileEvent.LookedAgain;
import io.liveprofile.profile.domain.ProfileEvent.MergedAway;
import io.liveprofile.profile.domain.ProfileEvent.Observed;
import io.liveprofile.profile.domain.ProfileEvent.Reopened;
import io.liveprofile.profile.domain.ProfileEvent.Reviewed;
import io.liveprofile.profile.domain.facts.Cart;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.profile.domain.facts.Whereabouts;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.profile.domain.judgement.Level;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Score;
import io.liveprofile.profile.domain.judgement.ScoreReason;
import io.liveprofile.profile.domain.judgement.Signal;
import io.liveprofile.profile.domain.judgement.Signal.About;
import io.liveprofile.profile.domain.judgement.Standing;
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
            Standing.of(Headline.of(1_699_999_999_000L, 1_700_000_000_000L, 2)));

    /** As it is since headlines tell more. */
    private static final Observed OBSERVED_WITH_FIGURES = new Observed(
            OBSERVED.interactions(),
            List.of(),
            Standing.of(new Headline(
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
                    Optional.of("FR"),
                    Headline.Grade.NONE,
                    Headline.Grade.NONE,
                    List.of())));

    private static final Observed OBSERVED_WITH_MET = new Observed(
            OBSERVED.interactions(),
            List.of(CustomerId.anonymous("a-1"), CustomerId.anonymous("a|2")),
            Standing.of(Headline.of(1, 2, 3)));

    private static final ScoreReason REASON = new ScoreReason("impossible_travel", 70, "m-9", 1_700_000_000_000L);
    private static final Score SCORE = new Score(70, Level.HIGH, List.of(REASON));
    private static final Money PRICE = new Money("EUR", 1_999);

    private static final Standing STANDING = new Standing(
            Headline.of(1, 2, 3).with(judgement()),
            Optional.of(judgement()),
            List.of(
                    signal(Signal.Kind.CHURN_RISK_HIGH, Optional.empty(), new About.Risk(SCORE)),
                    signal(Signal.Kind.CHURN_RISK_EASED, Optional.of("00000000000000aa"), new About.Risk(Score.NONE)),
                    signal(
                            Signal.Kind.CART_ABANDONED,
                            Optional.empty(),
                            new About.CartLeft(
                                    List.of(new Cart.Line("p-1", "shoes", 2_000, PRICE, 77)), List.of(PRICE))),
                    signal(Signal.Kind.CART_RECOVERED, Optional.of("00000000000000bb"), new About.Nothing()),
                    signal(Signal.Kind.NEW_COUNTRY, Optional.empty(), new About.Suspicion(25, "JP")),
                    signal(
                            Signal.Kind.SEGMENT_ENTERED,
                            Optional.empty(),
                            new About.SegmentMove("big-spender", "orders = 7"))),
            Optional.of(1_700_000_360_000L));

    private static final Observed OBSERVED_AND_JUDGED = new Observed(OBSERVED.interactions(), List.of(), STANDING);
    private static final LookedAgain LOOKED_AGAIN = new LookedAgain(1_700_000_000_000L, STANDING);

    private static final Decision DECISION = new Decision(
            new Decision.Attempt(
                    Decision.Kind.PAYMENT,
                    "d-1",
                    Optional.of("o-1"),
                    Optional.of(PRICE),
                    new Whereabouts("dev-1", "ios", "FR", 489, 24, 5_000),
                    1_700_000_000_000L),
            Decision.Answer.DENY,
            SCORE,
            "1-0badcafe");
    private static final Review REVIEW =
            new Review("00000000000000aa", -7, Review.Verdict.DISMISSED, "support desk", 1_700_000_000_000L);
    private static final Decided DECIDED = new Decided(DECISION, STANDING);
    private static final Reviewed REVIEWED = new Reviewed(REVIEW, STANDING);
    private static final Inherited INHERITED = new Inherited(List.of(DECISION), List.of(REVIEW), STANDING);

    private static Judgement judgement() {
        return new Judgement("1-0badcafe", 1_700_000_000_000L, Score.NONE, SCORE, List.of("big-spender", "new"));
    }

    private static Signal signal(Signal.Kind kind, Optional<String> withdraws, About about) {
        return new Signal(
                "00000000000000cc",
                -42,
                kind,
                1_700_000_000_000L,
                "1-0badcafe",
                List.of("m-8", "decision:d-1"),
                withdraws,
                about);
    }

    private static final Linked LINKED = new Linked(new Link(CustomerId.anonymous("a|2"), Link.Outcome.SHARED));
    private static final MergedAway MERGED_AWAY = new MergedAway(AVA);

    private static final Erased ERASED = new Erased("r-1", 1_700_000_000_000L, Optional.of(AVA));

    private static final Reopened REOPENED = new Reopened(1_700_000_000_250L, 9);

    /** A little of everything. */
    private static final Profile PROFILE =
            Profile.NEW.observe(Histories.ofEverything(), KnownIds.NONE, RULES).after();

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
    void a_tombstone_still_reads() throws IOException {
        assertThat(serializer.fromBinary(golden("erased.1"), "erased.1")).isEqualTo(ERASED);
        assertThat(serializer.fromBinary(golden("profile.1.erased"), "profile.1"))
                .isEqualTo(PROFILE.apply(ERASED));
    }

    @Test
    void a_new_beginning_still_reads() throws IOException {
        assertThat(serializer.fromBinary(golden("reopened.1"), "reopened.1")).isEqualTo(REOPENED);
        assertThat(serializer.fromBinary(golden("profile.1.reopened"), "profile.1"))
                .isEqualTo(PROFILE.apply(ERASED).apply(REOPENED));
    }

    @Test
    void what_judges_still_reads() throws IOException {
        assertThat(serializer.fromBinary(golden("observed.1.judged"), "observed.1"))
                .isEqualTo(OBSERVED_AND_JUDGED);
        assertThat(serializer.fromBinary(golden("looked-again.1"), "looked-again.1"))
                .isEqualTo(LOOKED_AGAIN);
        assertThat(serializer.fromBinary(golden("decided.1"), "decided.1")).isEqualTo(DECIDED);
        assertThat(serializer.fromBinary(golden("reviewed.1"), "reviewed.1")).isEqualTo(REVIEWED);
        assertThat(serializer.fromBinary(golden("inherited.1"), "inherited.1")).isEqualTo(INHERITED);
    }

    @Test
    void profile_1_of_this_fold_still_reads() throws IOException {
        assertThat(serializer.fromBinary(golden("profile.1.fold-4"), "profile.1"))
                .isEqualTo(PROFILE);
    }

    @Test
    void a_snapshot_of_another_fold_is_not_used() {
        assertThatThrownBy(() -> serializer.fromBinary(golden("profile.1"), "profile.1"))
                .hasMessage("a snapshot of fold 1, and this is fold 4");
        assertThatThrownBy(() -> serializer.fromBinary(golden("profile.1.fold-2"), "profile.1"))
                .hasMessage("a snapshot of fold 2, and this is fold 4");
        assertThatThrownBy(() -> serializer.fromBinary(golden("profile.1.fold-3"), "profile.1"))
                .hasMessage("a snapshot of fold 3, and this is fold 4");
    }

    @Test
    void a_snapshot_by_other_rules_is_not_used() {
        var other = new StoredSerializer(new FoldRules(1_800_001, 86_400_000));

        assertThatThrownBy(() -> other.fromBinary(golden("profile.1.fold-4"), "profile.1"))
                .hasMessageContaining("sessionGapMillis=1800000")
                .hasMessageContaining("sessionGapMillis=1800001");
    }

    @Test
    void what_is_written_today_is_what_was_released() throws IOException {
        assertThat(written(OBSERVED)).isEqualTo(HexFormat.of().formatHex(golden("observed.1")));
        assertThat(written(OBSERVED_WITH_FIGURES)).isEqualTo(HexFormat.of().formatHex(golden("observed.1.figures")));
        assertThat(written(OBSERVED_WITH_MET)).isEqualTo(HexFormat.of().formatHex(golden("observed.1.met")));
        assertThat(written(OBSERVED_AND_JUDGED)).isEqualTo(HexFormat.of().formatHex(golden("observed.1.judged")));
        assertThat(written(LOOKED_AGAIN)).isEqualTo(HexFormat.of().formatHex(golden("looked-again.1")));
        assertThat(written(DECIDED)).isEqualTo(HexFormat.of().formatHex(golden("decided.1")));
        assertThat(written(REVIEWED)).isEqualTo(HexFormat.of().formatHex(golden("reviewed.1")));
        assertThat(written(INHERITED)).isEqualTo(HexFormat.of().formatHex(golden("inherited.1")));
        assertThat(written(LINKED)).isEqualTo(HexFormat.of().formatHex(golden("linked.1")));
        assertThat(written(MERGED_AWAY)).isEqualTo(HexFormat.of().formatHex(golden("merged-away.1")));
        assertThat(written(ERASED)).isEqualTo(HexFormat.of().formatHex(golden("erased.1")));
        assertThat(written(PROFILE.apply(ERASED))).isEqualTo(HexFormat.of().formatHex(golden("profile.1.erased")));
        assertThat(written(REOPENED)).isEqualTo(HexFormat.of().formatHex(golden("reopened.1")));
        assertThat(written(PROFILE.apply(ERASED).apply(REOPENED)))
                .isEqualTo(HexFormat.of().formatHex(golden("profile.1.reopened")));
        assertThat(written(PROFILE)).isEqualTo(HexFormat.of().formatHex(golden("profile.1.fold-4")));
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
