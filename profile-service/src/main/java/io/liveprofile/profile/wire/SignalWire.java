package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.facts.Cart;
import io.liveprofile.profile.domain.judgement.Score;
import io.liveprofile.profile.domain.judgement.Signal;
import io.liveprofile.profile.domain.judgement.Signal.About;
import io.liveprofile.profile.domain.judgement.Signal.Kind;
import io.liveprofile.schemas.typed.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that was told. What it is about is known by its kind. */
final class SignalWire {
    private static final int ID = 1;
    private static final int KEY = 2;
    private static final int KIND = 3;
    private static final int AT = 4;
    private static final int RULE_VERSION = 5;
    private static final int EVIDENCE = 6;
    private static final int WITHDRAWS = 7;
    private static final int RISK = 8;
    private static final int ITEM = 9;
    private static final int VALUE = 10;
    private static final int POINTS = 11;
    private static final int DETAIL = 12;
    private static final int SEGMENT = 13;

    private static final int PRODUCT = 1;
    private static final int CATEGORY = 2;
    private static final int THOUSANDTHS = 3;
    private static final int CURRENCY = 4;
    private static final int CENTS = 5;
    private static final int SINCE = 6;

    private SignalWire() {}

    static void write(WireWriter wire, Signal signal) {
        wire.text(ID, signal.id())
                .fixed(KEY, signal.key())
                .text(KIND, signal.kind().word())
                .number(AT, signal.atMillis())
                .text(RULE_VERSION, signal.ruleVersion());
        signal.evidence().forEach(each -> wire.text(EVIDENCE, each));
        signal.withdraws().ifPresent(id -> wire.text(WITHDRAWS, id));
        switch (signal.about()) {
            case About.Risk(var churn) -> JudgementWire.score(wire, RISK, churn);
            case About.CartLeft(var items, var value) -> {
                items.forEach(item -> wire.nested(ITEM, nested -> item(nested, item)));
                value.forEach(money -> wire.nested(VALUE, nested -> Row.money(nested, CURRENCY, CENTS, money)));
            }
            case About.Suspicion(var points, var detail) ->
                wire.number(POINTS, points).text(DETAIL, detail);
            case About.SegmentMove(var segment, var because) ->
                wire.text(SEGMENT, segment).text(DETAIL, because);
            case About.Nothing() -> {}
        }
    }

    private static void item(WireWriter wire, Cart.Line item) {
        wire.text(PRODUCT, item.product())
                .number(THOUSANDTHS, item.thousandths())
                .number(SINCE, item.sinceMillis());
        Row.text(wire, CATEGORY, item.category());
        Row.money(wire, CURRENCY, CENTS, item.price());
    }

    static Signal read(WireReader wire) {
        var evidence = new ArrayList<String>();
        var read = new Told();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == EVIDENCE) {
                evidence.add(wire.text());
            } else {
                read.field(field, wire);
            }
        }
        return new Signal(
                read.id,
                read.key,
                Kind.of(read.kind)
                        .orElseThrow(() -> new IllegalArgumentException("stored by a newer version: a signal of kind")),
                read.at,
                read.version,
                List.copyOf(evidence),
                Optional.ofNullable(read.withdraws),
                read.about());
    }

    /** What was read so far. */
    private static final class Told {
        private String id = "";
        private long key;
        private String kind = "";
        private long at;
        private String version = "";
        private @Nullable String withdraws;
        private Score risk = Score.NONE;
        private final List<Cart.Line> items = new ArrayList<>();
        private final List<Money> value = new ArrayList<>();
        private int points;
        private String detail = "";
        private String segment = "";

        void field(int field, WireReader wire) {
            switch (field) {
                case ID -> id = wire.text();
                case KEY -> key = wire.fixed();
                case KIND -> kind = wire.text();
                case AT -> at = wire.number();
                case RULE_VERSION -> version = wire.word();
                case WITHDRAWS -> withdraws = wire.text();
                case RISK -> risk = JudgementWire.score(wire.nested());
                case ITEM -> items.add(item(new Row(wire.nested())));
                case VALUE -> value.add(Objects.requireNonNull(new Row(wire.nested()).money(CURRENCY, CENTS)));
                case POINTS -> points = wire.integer();
                case DETAIL -> detail = wire.text();
                case SEGMENT -> segment = wire.word();
                default -> wire.skip();
            }
        }

        About about() {
            return switch (Kind.of(kind).orElseThrow()) {
                case CHURN_RISK_HIGH, CHURN_RISK_EASED -> new About.Risk(risk);
                case CART_ABANDONED -> new About.CartLeft(List.copyOf(items), List.copyOf(value));
                case CART_RECOVERED -> new About.Nothing();
                case SEGMENT_ENTERED, SEGMENT_LEFT -> new About.SegmentMove(segment, detail);
                default -> new About.Suspicion(points, detail);
            };
        }
    }

    private static Cart.Line item(Row row) {
        return new Cart.Line(
                row.text(PRODUCT),
                row.wordOrNull(CATEGORY),
                row.number(THOUSANDTHS),
                row.money(CURRENCY, CENTS),
                row.number(SINCE));
    }
}
