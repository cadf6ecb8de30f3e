package io.liveprofile.api.profile;

import io.liveprofile.profile.domain.facts.Payment;
import io.liveprofile.profile.domain.facts.Payments;
import io.liveprofile.profile.domain.facts.SignIn;
import io.liveprofile.profile.domain.facts.SignIns;
import io.liveprofile.profile.domain.facts.Subscription;
import java.util.List;
import java.util.Locale;

/** How a customer comes in and pays. */
final class AccountJson {

    static final List<Part> PARTS = List.of(
            Part.object("signIns", (out, facts) -> signIns(out, facts.signIns())),
            Part.object("payments", (out, facts) -> payments(out, facts.payments())),
            Part.array("subscriptions", facts -> facts.subscriptions().entries(), AccountJson::subscription));

    private AccountJson() {}

    private static void signIns(JsonOut out, SignIns signIns) {
        out.number("succeeded", signIns.succeeded())
                .number("failed", signIns.failed())
                .array("newest", signIns.newest().entries(), AccountJson::signIn);
    }

    private static void payments(JsonOut out, Payments payments) {
        out.number("authorized", payments.authorized())
                .number("declined", payments.declined())
                .number("refunded", payments.refunded())
                .array("newest", payments.newest().entries(), AccountJson::payment);
    }

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
