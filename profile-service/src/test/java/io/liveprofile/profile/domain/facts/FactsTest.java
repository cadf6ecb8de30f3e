package io.liveprofile.profile.domain.facts;

import static io.liveprofile.profile.domain.Histories.AVA;
import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.profile.domain.facts.Interests.Interest;
import io.liveprofile.schemas.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactsTest {
    private static final long DAY_MILLIS = 86_400_000;
    private static final int TODAY = (int) (NOON_MILLIS / DAY_MILLIS);

    @Test
    void the_newest_telling_of_a_trait_counts_and_a_personal_one_stays_sealed() {
        var sealed = new Value.Sealed(new byte[] {1, 2});

        var facts = facts(
                told("m-2", "identify", NOON_MILLIS + 2, "traits.tier", "gold"),
                told("m-1", "identify", NOON_MILLIS + 1, "traits.tier", "free", "traits.email", sealed),
                told("m-3", "Signed Up", NOON_MILLIS + 3, "traits.tier", "not told by identify"));

        assertThat(facts.traits().entries())
                .containsExactly(
                        new Trait("tier", new Value.Text("gold"), NOON_MILLIS + 2, MessageId.of("m-2"), AVA),
                        new Trait("email", sealed, NOON_MILLIS + 1, MessageId.of("m-1"), AVA));
        assertThat(facts.trait("tier")).contains("gold");
        assertThat(facts.trait("email")).isEmpty();
    }

    @Test
    void equal_in_time_the_greater_message_id_is_the_last_writer() {
        assertThat(facts(
                                told("m-2", "identify", NOON_MILLIS, "traits.tier", "two"),
                                told("m-1", "identify", NOON_MILLIS, "traits.tier", "one"))
                        .trait("tier"))
                .contains("two");
    }

    @Test
    void the_ids_that_it_was_told_under_and_the_bytes_of_what_is_sealed_do_not_change_the_state_hash() {
        var one = told("m-1", "identify", NOON_MILLIS, "traits.email", new Value.Sealed(new byte[] {1}));
        var other = new Interaction(
                "m-1",
                "identify",
                1,
                NOON_MILLIS,
                false,
                NOON_MILLIS,
                CustomerId.anonymous("a-1"),
                Optional.empty(),
                Optional.empty(),
                io.liveprofile.schemas.Fields.of("traits.email", new Value.Sealed(new byte[] {9, 9})));

        assertThat(facts(one).stateHash()).isEqualTo(facts(other).stateHash());
        assertThat(facts(one)).isNotEqualTo(facts(other));
    }

    @Test
    void days_are_counted_for_ninety_of_them_up_to_the_newest() {
        var oldest = told("m-1", "A", NOON_MILLIS - 89 * DAY_MILLIS);
        var tooOld = told("m-2", "A", NOON_MILLIS - 90 * DAY_MILLIS);
        var newest = told("m-3", "A", NOON_MILLIS);

        var facts = facts(oldest, tooOld, newest, told("m-4", "B", NOON_MILLIS - 1));

        assertThat(facts.days()).containsExactly(new Day(TODAY - 89, 1), new Day(TODAY, 2));
        assertThat(facts.counts().total()).isEqualTo(4);
    }

    @Test
    void a_ticket_is_open_until_the_newest_word_is_its_solution() {
        var opened = told("m-1", "Support Ticket Opened", NOON_MILLIS, "properties.ticket_id", "t-1");
        var solved = told("m-2", "Support Ticket Solved", NOON_MILLIS + 1, "properties.ticket_id", "t-1");
        var again = told("m-3", "Support Ticket Opened", NOON_MILLIS + 2, "properties.ticket_id", "t-1");

        assertThat(facts(opened).support().openTickets()).isEqualTo(1);
        assertThat(facts(solved, opened).support().openTickets()).isZero();
        assertThat(facts(again, opened, solved).support().tickets().entries())
                .containsExactly(new Ticket("t-1", true, NOON_MILLIS, NOON_MILLIS + 2, MessageId.of("m-3")));
    }

    @Test
    void support_is_told_of_errors_contacts_and_surveys() {
        var support = facts(
                        told("m-1", "Error Encountered", NOON_MILLIS, "properties.error_code", "TIMEOUT"),
                        told("m-2", "Application Crashed", NOON_MILLIS + 1),
                        told("m-3", "Support Ticket Replied", NOON_MILLIS + 5, "properties.ticket_id", "t"),
                        told("m-4", "Survey Answered", NOON_MILLIS, "properties.kind", "nps", "properties.score", 9),
                        told(
                                "m-5",
                                "Survey Answered",
                                NOON_MILLIS + 1,
                                "properties.kind",
                                "nps",
                                "properties.score",
                                3))
                .support();

        assertThat(support.errors()).isEqualTo(2);
        assertThat(support.newestErrors().entries())
                .containsExactly(
                        new Trouble(null, NOON_MILLIS + 1, MessageId.of("m-2")),
                        new Trouble("TIMEOUT", NOON_MILLIS, MessageId.of("m-1")));
        assertThat(support.lastContactMillis()).isEqualTo(NOON_MILLIS + 5);
        assertThat(support.surveys().entries())
                .containsExactly(
                        new Survey("nps", new java.math.BigDecimal(3), null, NOON_MILLIS + 1, MessageId.of("m-5")));
    }

    @Test
    void messages_are_counted_by_what_became_of_them() {
        var facts = facts(
                told("m-1", "Email Delivered", NOON_MILLIS),
                told("m-2", "Email Opened", NOON_MILLIS + 1),
                told("m-3", "Email Opened", NOON_MILLIS),
                told("m-4", "Email Link Clicked", NOON_MILLIS + 2),
                told("m-5", "Push Notification Bounced", NOON_MILLIS));

        assertThat(facts.emails()).isEqualTo(new Engagement(1, 2, 1, 0, NOON_MILLIS + 1, NOON_MILLIS + 2));
        assertThat(facts.pushes()).isEqualTo(new Engagement(0, 0, 0, 1, Engagement.NEVER, Engagement.NEVER));
    }

    @Test
    void a_consent_is_what_the_customer_said_last() {
        var facts = facts(
                told("m-1", "identify", NOON_MILLIS, "traits.marketing_consent", true),
                told("m-2", "identify", NOON_MILLIS + 2, "traits.marketing_consent", false),
                told("m-3", "Unsubscribed", NOON_MILLIS + 1));

        assertThat(facts.consents().entries())
                .containsExactly(
                        new Consent("marketing", false, NOON_MILLIS + 2, MessageId.of("m-2")),
                        new Consent("email", false, NOON_MILLIS + 1, MessageId.of("m-3")));
    }

    @Test
    void a_subscription_has_the_state_of_its_newest_word_and_the_plan_of_its_newest_start() {
        var facts = facts(
                told("m-2", "Subscription Cancelled", NOON_MILLIS + 2, "properties.subscription_id", "u"),
                told(
                        "m-1",
                        "Subscription Started",
                        NOON_MILLIS,
                        "properties.subscription_id",
                        "u",
                        "properties.plan",
                        "pro"));

        assertThat(facts.subscriptions().entries())
                .containsExactly(new Subscription(
                        "u",
                        Subscription.State.CANCELLED,
                        "pro",
                        NOON_MILLIS,
                        MessageId.of("m-1"),
                        NOON_MILLIS + 2,
                        MessageId.of("m-2")));
    }

    @Test
    void sign_ins_and_payments_tell_where_they_were_made() {
        var where = new Whereabouts("d-1", "ios", "FR", 489, 24, 50);
        var surroundings = new Object[] {
            "context.device.id",
            "d-1",
            "context.device.type",
            "ios",
            "context.geo.country",
            "FR",
            "context.geo.lat",
            48.9,
            "context.geo.lon",
            2.4,
            "context.geo.accuracy_m",
            50
        };

        var facts = facts(
                told("m-1", "Sign In Failed", NOON_MILLIS, surroundings),
                told("m-2", "Payment Declined", NOON_MILLIS + 1, surroundings));

        assertThat(facts.signIns())
                .isEqualTo(new SignIns(
                        0,
                        1,
                        new Newest<>(
                                List.of(new SignIn(
                                        SignIn.Kind.FAILED,
                                        null,
                                        false,
                                        null,
                                        where,
                                        NOON_MILLIS,
                                        MessageId.of("m-1"))),
                                false)));
        assertThat(facts.payments().declined()).isEqualTo(1);
        assertThat(facts.payments().newest().entries().getFirst().where()).isEqualTo(where);
        assertThat(facts.devices().entries())
                .containsExactly(new Device(
                        "d-1", "ios", NOON_MILLIS, MessageId.of("m-1"), NOON_MILLIS + 1, MessageId.of("m-2")));
        assertThat(facts.places().entries())
                .containsExactly(new Place(
                        "FR", 489, 24, NOON_MILLIS, MessageId.of("m-1"), NOON_MILLIS + 1, MessageId.of("m-2")));
    }

    @Test
    void interests_are_counted_by_category_and_day() {
        var facts = facts(
                told("m-1", "Product Viewed", NOON_MILLIS, "properties.category", "shoe"),
                told("m-2", "Product Added", NOON_MILLIS, "properties.category", "shoe"),
                told("m-3", "Product Viewed", NOON_MILLIS - DAY_MILLIS, "properties.category", "coat"));

        assertThat(facts.interests().byDay())
                .containsExactly(new Interest(TODAY, "shoe", 2), new Interest(TODAY - 1, "coat", 1));
    }

    @Test
    void text_that_is_too_long_keeps_its_beginning_and_stays_different_from_others() {
        var whole = "x".repeat(Clipped.TEXT_BYTES_MAX);

        assertThat(Clipped.text(whole)).isEqualTo(whole);
        assertThat(Clipped.text(whole + "1"))
                .startsWith("xxxx")
                .isNotEqualTo(Clipped.text(whole + "2"))
                .satisfies(text -> assertThat(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(Clipped.TEXT_BYTES_MAX));
        assertThat(Clipped.text("💚".repeat(13)))
                .satisfies(text -> assertThat(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(Clipped.TEXT_BYTES_MAX));
    }

    @Test
    void text_that_no_journal_can_carry_is_what_will_come_back_from_it() {
        assertThat(Clipped.text("a\uD800b")).isEqualTo("a?b");
        assertThat(Clipped.text("💚")).isEqualTo("💚");
    }

    private static Facts facts(Interaction... told) {
        return Facts.NONE.plus(List.of(told));
    }
}
