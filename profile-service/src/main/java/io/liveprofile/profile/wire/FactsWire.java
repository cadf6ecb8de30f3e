package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.facts.Cart;
import io.liveprofile.profile.domain.facts.Counts;
import io.liveprofile.profile.domain.facts.Counts.Count;
import io.liveprofile.profile.domain.facts.Dated;
import io.liveprofile.profile.domain.facts.Day;
import io.liveprofile.profile.domain.facts.Engagement;
import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.facts.FoldRules;
import io.liveprofile.profile.domain.facts.Interests;
import io.liveprofile.profile.domain.facts.Newest;
import io.liveprofile.profile.domain.facts.Orders;
import io.liveprofile.profile.domain.facts.Payments;
import io.liveprofile.profile.domain.facts.Sessions;
import io.liveprofile.profile.domain.facts.SignIns;
import io.liveprofile.profile.domain.facts.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known of a customer, in snapshots and in answers. What a customer doesn't have takes no byte. */
final class FactsWire {
    private static final int FIRST_SEEN_MILLIS = 1;
    private static final int LAST_SEEN_MILLIS = 2;
    private static final int COUNT = 3;
    private static final int OTHERS = 4;
    private static final int SESSION_GAP_MILLIS = 5;
    private static final int LATENESS_MAX_MILLIS = 6;
    private static final int DAY = 7;
    private static final int IDENTIFIERS = 8;
    private static final int TRAITS = 9;
    private static final int SESSIONS = 10;
    private static final int DEVICES = 11;
    private static final int PLACES = 12;
    private static final int CART = 13;
    private static final int ORDERS = 14;
    private static final int BOUGHT = 15;
    private static final int INTERESTS = 16;
    private static final int SUPPORT = 17;
    private static final int EMAILS = 18;
    private static final int PUSHES = 19;
    private static final int SUBSCRIPTIONS = 20;
    private static final int SIGN_INS = 21;
    private static final int PAYMENTS = 22;
    private static final int CONSENTS = 23;
    private static final int TIMELINE = 24;

    private static final int COUNT_NAME = 1;
    private static final int COUNT_TIMES = 2;

    private static final int EPOCH_DAY = 1;
    private static final int INTERACTIONS = 2;

    private FactsWire() {}

    static void write(WireWriter wire, Facts facts) {
        wire.number(FIRST_SEEN_MILLIS, facts.firstSeenMillis())
                .number(LAST_SEEN_MILLIS, facts.lastSeenMillis())
                .number(SESSION_GAP_MILLIS, facts.rules().sessionGapMillis())
                .number(LATENESS_MAX_MILLIS, facts.rules().latenessMaxMillis());
        facts.counts()
                .byName()
                .forEach(count -> wire.nested(
                        COUNT, nested -> nested.text(COUNT_NAME, count.name()).number(COUNT_TIMES, count.times())));
        wire.number(OTHERS, facts.counts().others());
        facts.days()
                .forEach(day -> wire.nested(
                        DAY,
                        nested -> nested.number(EPOCH_DAY, day.epochDay()).number(INTERACTIONS, day.interactions())));
        Row.newest(wire, IDENTIFIERS, facts.identifiers(), PersonWire::identifier);
        Row.newest(wire, TRAITS, facts.traits(), PersonWire::trait);
        part(wire, SESSIONS, facts.sessions(), Sessions.NONE, SessionsWire::write);
        Row.newest(wire, DEVICES, facts.devices(), PersonWire::device);
        Row.newest(wire, PLACES, facts.places(), PersonWire::place);
        part(wire, CART, facts.cart(), Cart.EMPTY, ShoppingWire::cart);
        part(wire, ORDERS, facts.orders(), Orders.NONE, ShoppingWire::orders);
        Row.newest(wire, BOUGHT, facts.bought(), ShoppingWire::bought);
        part(wire, INTERESTS, facts.interests(), Interests.NONE, ShoppingWire::interests);
        part(wire, SUPPORT, facts.support(), Support.NONE, SupportWire::support);
        part(wire, EMAILS, facts.emails(), Engagement.NONE, SupportWire::engagement);
        part(wire, PUSHES, facts.pushes(), Engagement.NONE, SupportWire::engagement);
        Row.newest(wire, SUBSCRIPTIONS, facts.subscriptions(), AccountWire::subscription);
        part(wire, SIGN_INS, facts.signIns(), SignIns.NONE, AccountWire::signIns);
        part(wire, PAYMENTS, facts.payments(), Payments.NONE, AccountWire::payments);
        Row.newest(wire, CONSENTS, facts.consents(), PersonWire::consent);
        Row.newest(wire, TIMELINE, facts.timeline(), AccountWire::entry);
    }

    private static <T> void part(WireWriter wire, int field, T part, T none, BiConsumer<WireWriter, T> write) {
        if (!part.equals(none)) {
            wire.nested(field, nested -> write.accept(nested, part));
        }
    }

    static Facts read(WireReader wire) {
        var read = new Reading();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            read.field(field, wire);
        }
        return read.facts();
    }

    /** What was read so far. */
    private static final class Reading {
        private final @Nullable WireReader[] parts = new WireReader[TIMELINE + 1];
        private final List<Count> counts = new ArrayList<>();
        private final List<Day> days = new ArrayList<>();
        private long firstSeen;
        private long lastSeen;
        private long others;
        private long sessionGap;
        private long latenessMax;

        void field(int field, WireReader wire) {
            switch (field) {
                case FIRST_SEEN_MILLIS -> firstSeen = wire.number();
                case LAST_SEEN_MILLIS -> lastSeen = wire.number();
                case OTHERS -> others = wire.number();
                case SESSION_GAP_MILLIS -> sessionGap = wire.number();
                case LATENESS_MAX_MILLIS -> latenessMax = wire.number();
                case COUNT -> {
                    var row = new Row(wire.nested());
                    counts.add(Count.of(row.word(COUNT_NAME), row.number(COUNT_TIMES)));
                }
                case DAY -> {
                    var row = new Row(wire.nested());
                    days.add(Day.of(row.integer(EPOCH_DAY), row.integer(INTERACTIONS)));
                }
                default -> {
                    if (field < parts.length) {
                        parts[field] = wire.nested();
                    } else {
                        wire.skip();
                    }
                }
            }
        }

        Facts facts() {
            return new Facts(
                    rules(),
                    firstSeen,
                    lastSeen,
                    new Counts(List.copyOf(counts), others),
                    List.copyOf(days),
                    newest(IDENTIFIERS, PersonWire::identifier),
                    newest(TRAITS, PersonWire::trait),
                    part(SESSIONS, Sessions.NONE, SessionsWire::read),
                    newest(DEVICES, PersonWire::device),
                    newest(PLACES, PersonWire::place),
                    part(CART, Cart.EMPTY, ShoppingWire::cart),
                    part(ORDERS, Orders.NONE, ShoppingWire::orders),
                    newest(BOUGHT, ShoppingWire::bought),
                    part(INTERESTS, Interests.NONE, ShoppingWire::interests),
                    part(SUPPORT, Support.NONE, SupportWire::support),
                    part(EMAILS, Engagement.NONE, SupportWire::engagement),
                    part(PUSHES, Engagement.NONE, SupportWire::engagement),
                    newest(SUBSCRIPTIONS, AccountWire::subscription),
                    part(SIGN_INS, SignIns.NONE, AccountWire::signIns),
                    part(PAYMENTS, Payments.NONE, AccountWire::payments),
                    newest(CONSENTS, PersonWire::consent),
                    newest(TIMELINE, AccountWire::entry));
        }

        private FoldRules rules() {
            return sessionGap == 0
                            || sessionGap == FoldRules.DEFAULT.sessionGapMillis()
                                    && latenessMax == FoldRules.DEFAULT.latenessMaxMillis()
                    ? FoldRules.DEFAULT
                    : new FoldRules(sessionGap, latenessMax);
        }

        private <T> T part(int field, T none, Function<WireReader, T> read) {
            var part = parts[field];
            return part == null ? none : read.apply(part);
        }

        private <T extends Dated> Newest<T> newest(int field, Function<Row, T> read) {
            var part = parts[field];
            return part == null ? Newest.none() : Row.newest(part, read);
        }
    }
}
