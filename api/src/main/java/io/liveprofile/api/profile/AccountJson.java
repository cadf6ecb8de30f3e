package io.liveprofile.api.profile;

import io.liveprofile.profile.domain.facts.Payment;
import io.liveprofile.profile.domain.facts.SignIn;
import io.liveprofile.profile.domain.facts.Subscription;
import java.util.List;
import java.util.Locale;

/** How a customer comes in and pays. */
final class AccountJson {

    static final List<Part> PARTS = List.of(
            Part.of(
                    "signIns",
                    (out, field, facts) -> out.object(
                            field,
                            signIns -> signIns.number(
                                            "succeeded", facts.signIns().succeeded())
                                    .number("failed", facts.signIns().failed())
                                    .array("newest", facts.signIns().newest().entries(), AccountJson::signIn))),
            Part.of(
                    "payments",
                    (out, field, facts) -> out.object(
                            field,
                            payments -> payments.number(
                                            "authorized", facts.payments().authorized())
                                    .number("declined", facts.payments().declined())
                                    .number("refunded", facts.payments().refunded())
                                    .array("newest", facts.payments().newest().entries(), AccountJson::payment))),
            Part.of(
                    "subscriptions",
                    (out, field, facts) ->
                            out.array(field, facts.subscriptions().entries(), AccountJson::subscription)));

    private AccountJson() {}

    private static void signIn(JsonOut out, SignIn signIn) {
        out.text("kind", word(signIn.kind()))
                .time("at", signIn.atMillis())
                .text("messageId", signIn.messageId().toString())
                .text("method", signIn.method())
                .flag("secondProof", signIn.secondProof())
                .text("device", signIn.where().deviceId())
                .text("country", signIn.where().country());
    }

    private static void payment(JsonOut out, Payment payment) {
        out.text("kind", word(payment.kind()))
                .time("at", payment.atMillis())
                .text("messageId", payment.messageId().toString())
                .text("paymentId", payment.paymentId())
                .money("amount", payment.amount())
                .text("code", payment.code())
                .text("country", payment.where().country());
    }

    private static void subscription(JsonOut out, Subscription subscription) {
        out.text("subscriptionId", subscription.subscriptionId().isEmpty() ? null : subscription.subscriptionId())
                .text("state", word(subscription.state()))
                .text("plan", subscription.plan())
                .time("at", subscription.atMillis());
        if (subscription.startedAtMillis() != Subscription.NEVER) {
            out.time("started", subscription.startedAtMillis());
        }
    }

    private static String word(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT);
    }
}
