package io.liveprofile.schemas;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the contract says of one place in a record. Immutable; looking up a field allocates nothing. */
public final class Shape {
    /** So that what is still missing fits a {@code long}. */
    public static final int REQUIRED_MAX = 64;

    /** Beside the path of a personal value whose coarse part stays in clear under the path itself. */
    private static final String EXACT = ".exact";

    /** A number may be small, but it isn't written with more decimals than anybody could mean. */
    private static final int DECIMALS_MAX = 100;

    private final String path;
    private final String sealedPath;
    private final Kind kind;
    private final Coarse coarse;
    private final Set<Type> types;
    private final int typeBits;
    private final Bounds bounds;
    private final List<String> required;
    /** Interned, as a parser's names are: then finding one compares references. */
    private final Map<String, Shape> fields;

    private final Map<String, String> canonical;
    private final Map<String, Integer> requiredAt;
    private final @Nullable Shape items;

    /**
     * @param path flat, by the contract's own names, from the record or from the entry of a list on
     * @param fields by the contract's own names
     * @param aliases from what producers also write to the contract's own name
     */
    public Shape(
            String path,
            Kind kind,
            Coarse coarse,
            Set<Type> types,
            Bounds bounds,
            Map<String, Shape> fields,
            Map<String, String> aliases,
            List<String> required,
            @Nullable Shape items) {
        this.path = path;
        this.sealedPath = coarse == Coarse.NOTHING ? path : path + EXACT;
        this.kind = kind;
        this.coarse = coarse;
        this.types = Set.copyOf(types);
        this.typeBits = types.stream().mapToInt(Type::bit).sum();
        this.bounds = bounds;
        this.required = List.copyOf(required);
        this.items = items;
        this.fields = new HashMap<>();
        fields.forEach((name, field) -> this.fields.put(name.intern(), field));
        this.canonical = Map.copyOf(aliases);
        this.requiredAt = new HashMap<>();
        for (int i = 0; i < required.size(); i++) {
            requiredAt.put(required.get(i), i);
        }
        aliases.forEach((alias, name) -> {
            this.fields.put(alias.intern(), fields.get(name));
            var at = requiredAt.get(name);
            if (at != null) {
                requiredAt.put(alias, at);
            }
        });
    }

    public String path() {
        return path;
    }

    /** Where the sealed value of a personal field stands. */
    public String sealedPath() {
        return sealedPath;
    }

    public Kind kind() {
        return kind;
    }

    public Coarse coarse() {
        return coarse;
    }

    public Set<Type> types() {
        return types;
    }

    public Bounds bounds() {
        return bounds;
    }

    public List<String> required() {
        return required;
    }

    /** By each name that a producer may use; null: the contract doesn't name it. */
    public @Nullable Shape field(String name) {
        return fields.get(name);
    }

    /** Of the entries of a list; null where this is no list, or one that is kept whole. */
    public @Nullable Shape items() {
        return items;
    }

    /** Every name that a producer may use. */
    public Set<String> names() {
        return Set.copyOf(fields.keySet());
    }

    /** What a producer may write instead of the contract's own names. */
    public Map<String, String> aliases() {
        return canonical;
    }

    /** Kept as one piece: nothing inside is named. */
    public boolean isWhole() {
        return kind == Kind.PERSONAL;
    }

    /** A number that may come as text is a number all the same. */
    public boolean readsTextAsNumber() {
        return bounds.numberAsText().isPresent();
    }

    /** Whether a text has to be read to be judged, or to keep a part of it in clear. */
    public boolean looksIntoText() {
        return coarse != Coarse.NOTHING || bounds.limitsText() || !allows(Type.TEXT);
    }

    public boolean allowsOnly(Type type) {
        return typeBits == type.bit();
    }

    boolean allows(Type type) {
        return (typeBits & type.bit()) != 0;
    }

    long requiredBits() {
        return required.isEmpty() ? 0 : -1L >>> (REQUIRED_MAX - required.size());
    }

    long requiredBit(String name) {
        if (required.isEmpty()) {
            return 0;
        }
        var at = requiredAt.get(name);
        return at == null ? 0 : 1L << at;
    }

    @Nullable
    String text(String text) {
        if (!allows(Type.TEXT)) {
            return wrongType();
        }
        return kind == Kind.CLEAR && !Text.isSound(text)
                ? "must not hold U+0000 or a lone surrogate"
                : bounds.text(text);
    }

    @Nullable
    String number(BigDecimal number) {
        if (!allows(Type.NUMBER)) {
            return wrongType();
        }
        return number.scale() > DECIMALS_MAX
                ? "must have at most " + DECIMALS_MAX + " decimals"
                : bounds.number(number);
    }

    @Nullable
    String of(Type type) {
        return allows(type) ? null : wrongType();
    }

    String wrongType() {
        return types.isEmpty()
                ? "must not be there"
                : "must be " + EnumSet.copyOf(types).stream().map(Type::word).collect(Collectors.joining(" or "));
    }
}
