package io.liveprofile.profile.wire;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Link;
import io.liveprofile.profile.domain.Links;
import io.liveprofile.profile.domain.Profile;
import io.liveprofile.profile.domain.Seen;
import io.liveprofile.profile.domain.facts.Cart;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.profile.domain.facts.Sessions;
import io.liveprofile.profile.domain.facts.Trait;
import io.liveprofile.profile.domain.facts.Whereabouts;
import io.liveprofile.profile.domain.judgement.Decision;
import io.liveprofile.profile.domain.judgement.Judged;
import io.liveprofile.profile.domain.judgement.Judgement;
import io.liveprofile.profile.domain.judgement.Level;
import io.liveprofile.profile.domain.judgement.Review;
import io.liveprofile.profile.domain.judgement.Score;
import io.liveprofile.profile.domain.judgement.ScoreReason;
import io.liveprofile.profile.domain.judgement.Signal;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import io.liveprofile.schemas.typed.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A customer of whom every part is full, with the longest texts that there can be: nobody's profile is larger. */
class HeaviestCustomerTest {
    private static final int EACH = 220;
    private static final long QUARTER_MILLIS = 900_000;
    private static final List<String> NAMES = List.of(
            "Page Viewed",
            "Product Viewed",
            "Product Added",
            "identify",
            "Signed In",
            "Payment Declined",
            "Subscription Started",
            "Support Ticket Opened",
            "Survey Answered",
            "Error Encountered",
            "Email Opened",
            "Email Link Clicked",
            "Push Notification Tapped",
            "Unsubscribed");

    @Test
    void the_whole_state_stays_within_its_bound() {
        var facts = Facts.NONE.plus(orders());
        for (var name : NAMES) {
            facts = facts.plus(interactions(name, EACH));
        }
        facts = facts.plus(names());
        var ids = LongStream.range(0, Seen.IDS_MAX).toArray();

        var bytes = new StoredSerializer(FoldRules.DEFAULT)
                .toBinary(new Profile(
                        facts,
                        new Seen(ids, ids, 0),
                        links(),
                        judged(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));

        assertThat(facts.truncated())
                .containsExactly(
                        "counts",
                        "identifiers",
                        "traits",
                        "devices",
                        "places",
                        "cart",
                        "orders",
                        "bought",
                        "interests",
                        "support",
                        "subscriptions",
                        "consents");
        assertThat(facts.sessions().slots()).hasSizeGreaterThanOrEqualTo(48);
        assertThat(facts.days()).hasSize(90);
        assertThat(bytes.length).isBetween(Profile.STATE_BYTES_MAX / 2, Profile.STATE_BYTES_MAX);
    }

    private static Judged judged() {
        var reasons = IntStream.range(0, Score.REASONS_MAX)
                .mapToObj(n -> new ScoreReason("a reason " + n, 5, clipped(n), NOON_MILLIS))
                .toList();
        var score = new Score(100, Level.HIGH, reasons);
        var segments = IntStream.range(0, 50).mapToObj(n -> "segment-" + n).toList();
        var evidence = IntStream.range(0, Signal.EVIDENCE_MAX)
                .mapToObj(HeaviestCustomerTest::clipped)
                .toList();
        var lines = IntStream.range(0, 50)
                .mapToObj(n -> new Cart.Line(clipped(n), clipped(n), 1_000, new Money("EUR", n), NOON_MILLIS))
                .toList();
        var left = new Signal(
                "0123456789abcdef",
                1,
                Signal.Kind.CART_ABANDONED,
                NOON_MILLIS,
                "1-0badcafe",
                evidence,
                Optional.empty(),
                new Signal.About.CartLeft(lines, List.of()));
        var risk = new Signal(
                "0123456789abcdef",
                1,
                Signal.Kind.CHURN_RISK_HIGH,
                NOON_MILLIS,
                "1-0badcafe",
                evidence,
                Optional.empty(),
                new Signal.About.Risk(score));
        var decision = new Decision(
                new Decision.Attempt(
                        Decision.Kind.PAYMENT,
                        clipped(1),
                        Optional.of(clipped(1)),
                        Optional.of(new Money("EUR", 1)),
                        new Whereabouts(clipped(1), clipped(1), clipped(1), 1, 1, 1),
                        NOON_MILLIS),
                Decision.Answer.DENY,
                score,
                "1-0badcafe");
        var review = new Review("0123456789abcdef", 1, Review.Verdict.DISMISSED, clipped(1), NOON_MILLIS);
        return new Judged(
                new Judgement("1-0badcafe", NOON_MILLIS, score, score, segments),
                NOON_MILLIS,
                new long[Judged.RAISED_MAX],
                Collections.nCopies(Judged.SIGNALS_MAX, risk),
                Optional.of("0123456789abcdef"),
                Optional.of(left),
                Collections.nCopies(Decision.DECISIONS_MAX, decision),
                Collections.nCopies(Review.REVIEWS_MAX, review));
    }

    private static String clipped(int number) {
        return "x".repeat(44) + (1_000 + number);
    }

    private static Links links() {
        var asked = ids(Links.ASKED_MAX);
        var answered = ids(Links.ANSWERED_MAX).stream()
                .map(id -> new Link(id, Link.Outcome.MERGED))
                .toList();
        return new Links(asked, answered, Links.MADE_MAX);
    }

    private static List<CustomerId> ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> CustomerId.anonymous("a".repeat(CustomerId.ESCAPED_BYTES_MAX - 4) + (1_000 + n)))
                .toList();
    }

    /** Before everything else, so that the cart stays full. */
    private static List<Interaction> orders() {
        var orders = new ArrayList<Interaction>();
        for (int i = 0; i < EACH; i++) {
            orders.add(interaction("Order Completed", i, NOON_MILLIS - (1_000 + i) * QUARTER_MILLIS));
        }
        return orders;
    }

    private static List<Interaction> interactions(String name, int count) {
        var told = new ArrayList<Interaction>();
        for (int i = 0; i < count; i++) {
            told.add(interaction(name, i, NOON_MILLIS - i * QUARTER_MILLIS));
        }
        return told;
    }

    private static List<Interaction> names() {
        var told = new ArrayList<Interaction>();
        for (int i = 0; i < EACH; i++) {
            told.add(interaction("A" + (1_000 + i) + "字".repeat(200), i, NOON_MILLIS - i * 40 * QUARTER_MILLIS));
        }
        return told;
    }

    private static Interaction interaction(String name, int number, long atMillis) {
        return new Interaction(
                text(name.hashCode() + number),
                name,
                1,
                atMillis,
                false,
                atMillis,
                CustomerId.user("%" + number + "x".repeat(190)),
                Optional.of(CustomerId.anonymous(number + "y".repeat(190))),
                Optional.empty(),
                fields(number));
    }

    private static Fields fields(int number) {
        var text = new Value.Text(text(number));
        var amount = new Value.Number(new BigDecimal("999999999.99"));
        var fields = Fields.builder()
                .put("properties.products", new Value.Listing(List.of(product("", number))))
                .put("traits." + text(number), new Value.Sealed(new byte[Trait.SEALED_BYTES_MAX]))
                .put("properties.referrer", new Value.Sealed(new byte[Sessions.REFERRER_BYTES_MAX]))
                .put("properties.currency", text)
                .put("context.geo.lat", new Value.Number(BigDecimal.TEN))
                .put("context.geo.lon", new Value.Number(BigDecimal.TEN))
                .put("context.geo.accuracy_m", new Value.Number(BigDecimal.TEN.pow(9)));
        for (var path : List.of(
                "order_id",
                "path",
                "name",
                "method",
                "payment_id",
                "decline_code",
                "plan",
                "subscription_id",
                "ticket_id",
                "priority",
                "kind",
                "error_code",
                "status",
                "channel",
                "campaign_name")) {
            fields.put("properties." + path, text);
        }
        for (var path : List.of("score", "score_max")) {
            fields.put("properties." + path, new Value.Number(new BigDecimal("1." + "3".repeat(40))));
        }
        for (var path : List.of("total", "amount")) {
            fields.put("properties." + path, amount);
        }
        for (var path : List.of("device.id", "device.type", "geo.country", "campaign.name")) {
            fields.put("context." + path, text);
        }
        product("properties.", number).forEach(fields::put);
        return fields.build();
    }

    private static Fields product(String prefix, int number) {
        return Fields.builder()
                .put(prefix + "product_id", new Value.Text(text(number)))
                .put(prefix + "sku", new Value.Text(text(number)))
                .put(prefix + "category", new Value.Text(text(number)))
                .put(prefix + "price", new Value.Number(new BigDecimal("999999999.99")))
                .put(prefix + "quantity", new Value.Number(BigDecimal.TEN.pow(6)))
                .build();
    }

    private static String text(int number) {
        return number + "字".repeat(200);
    }
}
