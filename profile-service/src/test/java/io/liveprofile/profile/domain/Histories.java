package io.liveprofile.profile.domain;

import io.liveprofile.profile.domain.judgement.Rules;
import io.liveprofile.profile.rules.RulesFolder;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Histories of a customer, as a producer might make them. */
public final class Histories {
    /** Those that come with the service. */
    public static final Rules RULES = RulesFolder.OF_THE_SERVICE.read();

    public static final CustomerId AVA = CustomerId.user("ava");
    public static final long NOON_MILLIS = 1_700_000_000_000L;

    private Histories() {}

    public static Interaction interaction(String messageId, String name, long atMillis) {
        return new Interaction(
                messageId,
                name,
                0,
                atMillis,
                false,
                atMillis,
                AVA,
                Optional.empty(),
                Optional.of(new Origin("customer-events", 0, 0)),
                Fields.NONE);
    }

    /** An interaction whose fields stand in clear: text, numbers and flags by their paths. */
    public static Interaction told(String messageId, String name, long atMillis, Object... pathsAndValues) {
        return with(interaction(messageId, name, atMillis), fields(pathsAndValues));
    }

    public static Interaction with(Interaction like, Fields fields) {
        return new Interaction(
                like.messageId(),
                like.name(),
                1,
                like.atMillis(),
                like.futureSetBack(),
                like.receivedAtMillis(),
                like.source(),
                like.beside(),
                like.origin(),
                fields);
    }

    public static Fields fields(Object... pathsAndValues) {
        var fields = Fields.builder();
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            fields.put((String) pathsAndValues[i], value(pathsAndValues[i + 1]));
        }
        return fields.build();
    }

    private static Value value(Object told) {
        return switch (told) {
            case Value value -> value;
            case Boolean flag -> new Value.Flag(flag);
            case java.lang.Number number -> new Value.Number(new BigDecimal(number.toString()));
            case Fields entry -> new Value.Listing(List.of(entry));
            default -> new Value.Text(told.toString());
        };
    }

    /**
     * Ids are unique, times may be equal; of everything a little, so that interactions meet: few products, few days, few
     * sessions. Inside all limits.
     */
    public static Arbitrary<List<Interaction>> histories() {
        return Combinators.combine(Arbitraries.integers().between(0, 100_000), times(), doings())
                .as((id, at, doing) -> with(interaction("m-" + id, doing.name(), at), doing.fields()))
                .list()
                .uniqueElements(Interaction::messageId)
                .ofMaxSize(60);
    }

    /** Each kind of doing once, a minute apart. */
    public static List<Interaction> ofEverything() {
        return Arrays.stream(HistoryShapes.values())
                .map(shape -> {
                    var doing = shape.doing(1 + shape.ordinal() % 3, shape.ordinal() % 2);
                    return with(
                            interaction("m-" + shape.ordinal(), doing.name(), NOON_MILLIS + shape.ordinal() * 60_000L),
                            doing.fields());
                })
                .toList();
    }

    /** Minutes of one visit, hours around the limit of lateness, days around the limit of the ring. */
    private static Arbitrary<Long> times() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 120).map(minutes -> minutes * 60_000),
                        Arbitraries.longs().between(-60, 60).map(quarters -> quarters * 900_000),
                        Arbitraries.longs().between(-1_810_000, -1_790_000),
                        Arbitraries.longs().between(-100, 0).map(days -> days * 86_400_000))
                .map(after -> NOON_MILLIS + after);
    }

    record Doing(String name, Fields fields) {}

    private static Arbitrary<Doing> doings() {
        return Combinators.combine(
                        Arbitraries.of(HistoryShapes.values()),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 2))
                .as(HistoryShapes::doing);
    }

    public static Arbitrary<Interaction> interactions() {
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.create(() -> java.util
                                        .UUID
                                        .nameUUIDFromBytes(new byte[] {1})
                                        .toString()),
                                Arbitraries.of(
                                        "6F9619FF-8B86-D011-B42D-00C04FC964FF", "6f9619ff-8b86-d011-b42d-00c04fc964ff"),
                                Arbitraries.strings()
                                        .ofMinLength(1)
                                        .ofMaxLength(50)
                                        .filter(Histories::isText)),
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(30).filter(Histories::isText),
                        Arbitraries.longs().between(0, Long.MAX_VALUE / 4),
                        Arbitraries.longs().between(0, Long.MAX_VALUE / 4),
                        ids(),
                        ids().optional(),
                        Arbitraries.integers()
                                .between(0, 1_000)
                                .map(p -> new Origin("t", p, p * 7_000_000_000L))
                                .optional(),
                        fields())
                .as((messageId, name, at, received, source, beside, origin, fields) -> new Interaction(
                        messageId,
                        name,
                        3,
                        at,
                        at % 2 == 0,
                        received,
                        source,
                        beside.map(id -> CustomerId.anonymous(id.value())),
                        origin,
                        fields));
    }

    private static Arbitrary<CustomerId> ids() {
        return Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(60)
                .filter(id -> CustomerId.problem(id).isEmpty())
                .flatMap(id -> Arbitraries.of(CustomerId.user(id), CustomerId.anonymous(id)));
    }

    private static Arbitrary<Fields> fields() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.just(Fields.NONE),
                () -> Arbitraries.maps(
                                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(10), values())
                        .ofMaxSize(4)
                        .map(map -> {
                            var fields = Fields.builder();
                            map.forEach(fields::put);
                            return fields.build();
                        }));
    }

    private static Arbitrary<Value> values() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.strings().filter(Histories::isText).map(Value.Text::new),
                () -> Arbitraries.bigDecimals()
                        .between(new BigDecimal("-1e30"), new BigDecimal("1e30"))
                        .ofScale(5)
                        .map(Value.Number::new),
                () -> Arbitraries.bigIntegers()
                        .map(BigInteger::negate)
                        .map(BigDecimal::new)
                        .map(Value.Number::new),
                () -> Arbitraries.of(true, false).map(Value.Flag::new),
                () -> Arbitraries.bytes().array(byte[].class).map(Value.Sealed::new),
                () -> fields().list().ofMaxSize(2).map(Value.Listing::new));
    }

    /** What UTF-8 can carry. */
    private static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
