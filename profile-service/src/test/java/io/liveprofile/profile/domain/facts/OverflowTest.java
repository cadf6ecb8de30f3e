package io.liveprofile.profile.domain.facts;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;
import static io.liveprofile.profile.domain.Histories.fields;
import static io.liveprofile.profile.domain.Histories.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bound from both sides: what fits is kept whole; of what doesn't, the newest, whatever the order. */
class OverflowTest {

    static Stream<Arguments> parts() {
        return Stream.of(
                part("identifiers", Identifier.IDENTIFIERS_MAX, Facts::identifiers, i -> under("a-" + i, i)),
                part("traits", Trait.TRAITS_MAX, Facts::traits, i -> some("identify", i, "traits.t" + i, "x")),
                part("devices", Device.DEVICES_MAX, Facts::devices, i -> some("A", i, "context.device.id", "d" + i)),
                part("places", Place.PLACES_MAX, Facts::places, i -> some("A", i, "context.geo.country", "c" + i)),
                part(
                        "bought",
                        Bought.BOUGHT_MAX,
                        Facts::bought,
                        i -> some(
                                "Order Completed",
                                i,
                                "properties.order_id",
                                "o",
                                "properties.products",
                                fields("sku", "s" + i))),
                part(
                        "support",
                        Ticket.TICKETS_MAX,
                        facts -> facts.support().tickets(),
                        i -> some("Support Ticket Opened", i, "properties.ticket_id", "t" + i)),
                part(
                        "support",
                        Survey.SURVEYS_MAX,
                        facts -> facts.support().surveys(),
                        i -> some("Survey Answered", i, "properties.kind", "k" + i)),
                part(
                        "subscriptions",
                        Subscription.SUBSCRIPTIONS_MAX,
                        Facts::subscriptions,
                        i -> some("Subscription Renewed", i, "properties.subscription_id", "u" + i)),
                part(
                        "consents",
                        Consent.CONSENTS_MAX,
                        Facts::consents,
                        i -> some("Unsubscribed", i, "properties.channel", "c" + i)),
                part("", Entry.ENTRIES_MAX, Facts::timeline, i -> some("A", i)),
                part("", SignIns.SIGN_INS_MAX, facts -> facts.signIns().newest(), i -> some("Signed In", i)),
                part("", Payments.PAYMENTS_MAX, facts -> facts.payments().newest(), i -> some("Payment Declined", i)),
                part(
                        "",
                        Trouble.ERRORS_MAX,
                        facts -> facts.support().newestErrors(),
                        i -> some("Error Encountered", i)),
                part(
                        "",
                        Orders.ORDERS_MAX,
                        facts -> facts.orders().newest(),
                        i -> some("Order Completed", i, "properties.order_id", "o" + i)));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void a_full_part_keeps_the_newest_and_tells_where_something_is_missing(
            String name, int max, Function<Facts, Newest<?>> part, IntFunction<Interaction> telling) {
        var told = IntStream.rangeClosed(0, max).mapToObj(telling).toList();
        var full = Facts.NONE.plus(told.subList(1, max + 1));

        var over = full.plus(told.subList(0, 1));

        assertThat(part.apply(full).entries()).hasSize(max);
        assertThat(part.apply(full).truncated()).isFalse();
        assertThat(full.truncated()).isEmpty();
        assertThat(part.apply(over).entries()).isEqualTo(part.apply(full).entries());
        assertThat(part.apply(over).truncated()).isTrue();
        assertThat(over.truncated()).isEqualTo(name.isEmpty() ? List.of() : List.of(name));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void which_are_kept_does_not_depend_on_the_order(
            String name, int max, Function<Facts, Newest<?>> part, IntFunction<Interaction> telling) {
        var told = new ArrayList<>(IntStream.range(0, max * 2).mapToObj(telling).toList());
        var inOrder = Facts.NONE.plus(told);
        Collections.shuffle(told, new Random(name.length() + max));
        var shuffled = Facts.NONE;
        for (var each : told) {
            shuffled = shuffled.plus(List.of(each));
        }

        assertThat(shuffled).isEqualTo(inOrder);
        assertThat(shuffled.stateHash()).isEqualTo(inOrder.stateHash());
    }

    @Test
    void one_that_fell_out_and_returns_begins_anew_however_the_batches_were() {
        var told = new ArrayList<>(IntStream.rangeClosed(0, Ticket.TICKETS_MAX)
                .mapToObj(i -> some("Support Ticket Opened", i, "properties.ticket_id", "t" + i))
                .toList());
        told.add(some("Support Ticket Solved", Ticket.TICKETS_MAX + 1, "properties.ticket_id", "t0"));
        var oneByOne = Facts.NONE;
        for (var each : told) {
            oneByOne = oneByOne.plus(List.of(each));
        }

        assertThat(Facts.NONE.plus(told)).isEqualTo(oneByOne);
    }

    @Test
    void names_beyond_the_bound_are_counted_together_whatever_the_order() {
        var told = new ArrayList<>(IntStream.rangeClosed(0, Counts.NAMES_MAX)
                .mapToObj(i -> told("m-" + i, "Name " + (1_000 + i), NOON_MILLIS))
                .toList());
        var full = Facts.NONE.plus(told.subList(0, Counts.NAMES_MAX));
        var inOrder = full.plus(told.subList(Counts.NAMES_MAX, told.size()));
        Collections.reverse(told);

        var reversed = Facts.NONE.plus(told);

        assertThat(full.truncated()).isEmpty();
        assertThat(inOrder.truncated()).containsExactly("counts");
        assertThat(inOrder.counts().others()).isEqualTo(1);
        assertThat(inOrder.counts().total()).isEqualTo(Counts.NAMES_MAX + 1);
        assertThat(inOrder.counts().of("Name 1000")).isEqualTo(1);
        assertThat(inOrder.counts().of("Name " + (1_000 + Counts.NAMES_MAX))).isZero();
        assertThat(reversed.counts()).isEqualTo(inOrder.counts());
    }

    @Test
    void of_too_many_interests_the_newest_days_are_kept() {
        var told = IntStream.rangeClosed(0, Interests.INTERESTS_MAX)
                .mapToObj(i ->
                        told("m-" + i, "Product Viewed", NOON_MILLIS + i * 86_400_000L, "properties.category", "shoe"))
                .toList();
        var full = Facts.NONE.plus(told.subList(1, told.size()));

        var over = full.plus(told.subList(0, 1));

        assertThat(full.truncated()).isEmpty();
        assertThat(over.truncated()).containsExactly("interests");
        assertThat(over.interests().byDay()).isEqualTo(full.interests().byDay());
    }

    private static Arguments part(
            String name, int max, Function<Facts, Newest<?>> part, IntFunction<Interaction> telling) {
        return Arguments.of(name, max, part, telling);
    }

    private static Interaction some(String name, int number, Object... pathsAndValues) {
        return told("m-" + number, name, NOON_MILLIS + number, pathsAndValues);
    }

    private static Interaction under(String anonymousId, int number) {
        var like = some("A", number);
        return new Interaction(
                like.messageId(),
                like.name(),
                1,
                like.atMillis(),
                false,
                like.receivedAtMillis(),
                CustomerId.anonymous(anonymousId),
                Optional.empty(),
                Optional.empty(),
                like.fields());
    }
}
