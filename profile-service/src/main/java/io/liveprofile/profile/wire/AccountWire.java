package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.facts.Dated;
import io.liveprofile.profile.domain.facts.Entry;
import io.liveprofile.profile.domain.facts.Newest;
import io.liveprofile.profile.domain.facts.Payment;
import io.liveprofile.profile.domain.facts.Payments;
import io.liveprofile.profile.domain.facts.SignIn;
import io.liveprofile.profile.domain.facts.SignIns;
import io.liveprofile.profile.domain.facts.Subscription;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a customer comes in and pays, and what happened lately. What is one of a kind goes by its name. */
final class AccountWire {
    private static final int SUCCEEDED = 1;
    private static final int FAILED = 2;
    private static final int AUTHORIZED = 1;
    private static final int DECLINED = 2;
    private static final int REFUNDED = 3;
    private static final int NEWEST = 4;

    private static final int KIND = Row.OWN;
    private static final int METHOD = Row.OWN + 1;
    private static final int SECOND_PROOF = Row.OWN + 2;
    private static final int WHERE = Row.OWN + 3;
    private static final int DECISION_ID = Row.OWN + 6;
    private static final int ORDER_ID = Row.OWN + 7;

    private static final int PAYMENT_ID = Row.OWN + 1;
    private static final int CODE = Row.OWN + 2;
    private static final int CURRENCY = Row.OWN + 4;
    private static final int CENTS = Row.OWN + 5;

    private static final int SUBSCRIPTION_ID = Row.OWN + 1;
    private static final int PLAN = Row.OWN + 2;
    private static final int STARTED_AT = Row.OWN + 3;
    private static final int STARTED_BY = Row.OWN + 4;

    private static final int NAME = Row.OWN;
    private static final int SUBJECT = Row.OWN + 1;
    private static final int DETAIL = Row.OWN + 2;

    private AccountWire() {}

    static void signIns(WireWriter wire, SignIns signIns) {
        wire.number(SUCCEEDED, signIns.succeeded()).number(FAILED, signIns.failed());
        Row.newest(wire, NEWEST, signIns.newest(), AccountWire::signIn);
    }

    static SignIns signIns(WireReader wire) {
        var row = new Row(wire);
        return new SignIns(row.number(SUCCEEDED), row.number(FAILED), newest(row.nested(NEWEST), AccountWire::signIn));
    }

    private static void signIn(WireWriter wire, SignIn signIn) {
        wire.text(KIND, signIn.kind().name()).number(SECOND_PROOF, signIn.secondProof() ? 1 : 0);
        Row.text(wire, METHOD, signIn.method());
        Row.text(wire, DECISION_ID, signIn.decisionId());
        WhereaboutsWire.write(wire, WHERE, signIn.where());
    }

    private static SignIn signIn(Row row) {
        return new SignIn(
                SignIn.Kind.valueOf(row.text(KIND)),
                row.wordOrNull(METHOD),
                row.flag(SECOND_PROOF),
                row.textOrNull(DECISION_ID),
                WhereaboutsWire.read(row.nested(WHERE)),
                row.atMillis(),
                row.messageId());
    }

    static void payments(WireWriter wire, Payments payments) {
        wire.number(AUTHORIZED, payments.authorized())
                .number(DECLINED, payments.declined())
                .number(REFUNDED, payments.refunded());
        Row.newest(wire, NEWEST, payments.newest(), AccountWire::payment);
    }

    static Payments payments(WireReader wire) {
        var row = new Row(wire);
        return new Payments(
                row.number(AUTHORIZED),
                row.number(DECLINED),
                row.number(REFUNDED),
                newest(row.nested(NEWEST), AccountWire::payment));
    }

    private static void payment(WireWriter wire, Payment payment) {
        wire.text(KIND, payment.kind().name());
        Row.text(wire, PAYMENT_ID, payment.paymentId());
        Row.text(wire, ORDER_ID, payment.orderId());
        Row.text(wire, DECISION_ID, payment.decisionId());
        Row.text(wire, CODE, payment.code());
        Row.money(wire, CURRENCY, CENTS, payment.amount());
        WhereaboutsWire.write(wire, WHERE, payment.where());
    }

    private static Payment payment(Row row) {
        return new Payment(
                Payment.Kind.valueOf(row.text(KIND)),
                row.textOrNull(PAYMENT_ID),
                row.textOrNull(ORDER_ID),
                row.textOrNull(DECISION_ID),
                row.money(CURRENCY, CENTS),
                row.wordOrNull(CODE),
                WhereaboutsWire.read(row.nested(WHERE)),
                row.atMillis(),
                row.messageId());
    }

    private static <T extends Dated> Newest<T> newest(@Nullable WireReader wire, Function<Row, T> read) {
        return wire == null ? Newest.none() : Row.newest(wire, read);
    }

    static void subscription(WireWriter wire, Subscription subscription) {
        wire.text(KIND, subscription.state().name())
                .text(SUBSCRIPTION_ID, subscription.subscriptionId())
                .number(STARTED_AT, subscription.startedAtMillis())
                .text(STARTED_BY, subscription.startedMessageId().toString());
        Row.text(wire, PLAN, subscription.plan());
    }

    static Subscription subscription(Row row) {
        return new Subscription(
                row.text(SUBSCRIPTION_ID),
                Subscription.State.valueOf(row.text(KIND)),
                row.wordOrNull(PLAN),
                row.number(STARTED_AT),
                row.messageId(STARTED_BY),
                row.atMillis(),
                row.messageId());
    }

    static void entry(WireWriter wire, Entry entry) {
        wire.text(NAME, entry.name());
        Row.text(wire, SUBJECT, entry.subject());
        Row.text(wire, DETAIL, entry.detail());
        Row.money(wire, CURRENCY, CENTS, entry.amount());
    }

    static Entry entry(Row row) {
        return new Entry(
                row.word(NAME),
                row.wordOrNull(SUBJECT),
                row.wordOrNull(DETAIL),
                row.money(CURRENCY, CENTS),
                row.atMillis(),
                row.messageId());
    }
}
