package io.liveprofile.profile.domain;

import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Histories of a customer, as a producer might make them. */
public final class Histories {
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

    /** Ids are unique, times may be equal. */
    public static Arbitrary<List<Interaction>> histories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 100_000),
                        Arbitraries.of("Page Viewed", "Product Viewed", "Order Completed", "identify"),
                        Arbitraries.longs().between(NOON_MILLIS, NOON_MILLIS + 10_000))
                .as((id, name, at) -> interaction("m-" + id, name, at))
                .list()
                .uniqueElements(Interaction::messageId)
                .ofMaxSize(60);
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
