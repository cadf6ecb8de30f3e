package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.Headline;
import io.liveprofile.profile.domain.Headline.Grade;
import io.liveprofile.schemas.typed.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures that stand in every entry. Entries of the first releases have the first three alone. */
final class HeadlineWire {
    static final Headline NONE = Headline.of(0, 0, 0);

    private static final int FIRST_SEEN_MILLIS = 1;
    private static final int LAST_SEEN_MILLIS = 2;
    private static final int INTERACTIONS = 3;
    private static final int ORDERS = 4;
    private static final int ORDER_VALUE = 5;
    private static final int LAST_ORDER_MILLIS = 6;
    private static final int OPEN_TICKETS = 7;
    private static final int ERRORS = 8;
    private static final int SESSIONS = 9;
    private static final int SESSION_START_MILLIS = 10;
    private static final int CART_ITEMS = 11;
    private static final int CART_VALUE = 12;
    private static final int CART_SINCE_MILLIS = 13;
    private static final int TIER = 14;
    private static final int REGION = 15;
    private static final int COUNTRY = 16;
    private static final int CHURN_SCORE = 17;
    private static final int CHURN_LEVEL = 18;
    private static final int FRAUD_SCORE = 19;
    private static final int FRAUD_LEVEL = 20;
    private static final int SEGMENT = 21;

    private static final int CURRENCY = 1;
    private static final int CENTS = 2;

    private HeadlineWire() {}

    static void write(WireWriter wire, Headline headline) {
        wire.number(FIRST_SEEN_MILLIS, headline.firstSeenMillis())
                .number(LAST_SEEN_MILLIS, headline.lastSeenMillis())
                .number(INTERACTIONS, headline.interactions())
                .number(ORDERS, headline.orders())
                .number(LAST_ORDER_MILLIS, told(headline.lastOrderMillis()))
                .number(OPEN_TICKETS, headline.openTickets())
                .number(ERRORS, headline.errors())
                .number(SESSIONS, headline.sessions())
                .number(SESSION_START_MILLIS, told(headline.sessionStartMillis()))
                .number(CART_ITEMS, headline.cartItems())
                .number(CART_SINCE_MILLIS, told(headline.cartSinceMillis()))
                .text(TIER, headline.tier().orElse(""))
                .text(REGION, headline.region().orElse(""))
                .text(COUNTRY, headline.country().orElse(""))
                .number(CHURN_SCORE, headline.churn().score())
                .number(CHURN_LEVEL, JudgementWire.level(headline.churn().level()))
                .number(FRAUD_SCORE, headline.fraud().score())
                .number(FRAUD_LEVEL, JudgementWire.level(headline.fraud().level()));
        headline.segments().forEach(segment -> wire.text(SEGMENT, segment));
        money(wire, ORDER_VALUE, headline.orderValue());
        money(wire, CART_VALUE, headline.cartValue());
    }

    private static void money(WireWriter wire, int field, List<Money> amounts) {
        amounts.forEach(amount -> wire.nested(field, nested -> Row.money(nested, CURRENCY, CENTS, amount)));
    }

    static Headline read(WireReader wire) {
        var numbers = new long[FRAUD_LEVEL + 1];
        var segments = new ArrayList<String>();
        var texts = new String[] {"", "", ""};
        var orderValue = new ArrayList<Money>();
        var cartValue = new ArrayList<Money>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case ORDER_VALUE -> orderValue.add(money(wire.nested()));
                case CART_VALUE -> cartValue.add(money(wire.nested()));
                case TIER, REGION, COUNTRY -> texts[field - TIER] = wire.text();
                case SEGMENT -> segments.add(wire.word());
                default -> {
                    if (field <= FRAUD_LEVEL) {
                        numbers[field] = wire.number();
                    } else {
                        wire.skip();
                    }
                }
            }
        }
        return new Headline(
                numbers[FIRST_SEEN_MILLIS],
                numbers[LAST_SEEN_MILLIS],
                numbers[INTERACTIONS],
                numbers[ORDERS],
                orderValue,
                time(numbers[LAST_ORDER_MILLIS]),
                (int) numbers[OPEN_TICKETS],
                numbers[ERRORS],
                (int) numbers[SESSIONS],
                time(numbers[SESSION_START_MILLIS]),
                (int) numbers[CART_ITEMS],
                cartValue,
                time(numbers[CART_SINCE_MILLIS]),
                text(texts[0]),
                text(texts[1]),
                text(texts[2]),
                grade(numbers[CHURN_SCORE], numbers[CHURN_LEVEL]),
                grade(numbers[FRAUD_SCORE], numbers[FRAUD_LEVEL]),
                segments);
    }

    private static Grade grade(long score, long level) {
        return score == 0 && level == 0 ? Grade.NONE : new Grade((int) score, JudgementWire.level((int) level));
    }

    private static Money money(WireReader wire) {
        var row = new Row(wire);
        return new Money(row.word(CURRENCY), row.number(CENTS));
    }

    /** Zero is left out, and means that there is none. */
    private static long told(Optional<Long> millis) {
        return millis.map(told -> told + 1).orElse(0L);
    }

    private static Optional<Long> time(long told) {
        return told == 0 ? Optional.empty() : Optional.of(told - 1);
    }

    private static Optional<String> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
