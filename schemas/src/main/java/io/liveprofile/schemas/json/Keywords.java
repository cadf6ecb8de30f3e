package io.liveprofile.schemas.json;

import io.liveprofile.schemas.Bounds;
import io.liveprofile.schemas.Coarse;
import io.liveprofile.schemas.Kind;
import io.liveprofile.schemas.Type;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of one schema, read strictly: one that this reader doesn't know would be a rule that nobody keeps, so it
 * is refused.
 */
record Keywords(String file, String place, Map<String, Object> raw) {
    private static final Set<String> KNOWN = Set.of(
            "$schema",
            "$id",
            "$ref",
            "$defs",
            "title",
            "description",
            "examples",
            "type",
            "enum",
            "const",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "required",
            "properties",
            "items",
            "maxItems",
            "x-personal",
            "x-aliases",
            "x-envelope",
            "x-coarse");

    /** Digits, in so many ways, with decimals or without. */
    private static final Pattern DECIMALS =
            Pattern.compile("\\^\\(1(0+)\\|\\[0-9]\\{1,\\d+}\\(\\\\\\.\\[0-9]\\{1,\\d+}\\)\\?\\)\\$");

    Keywords {
        for (var keyword : raw.keySet()) {
            if (!KNOWN.contains(keyword)) {
                throw new BadSchema(file, place, "the keyword " + keyword + " is not one that is understood");
            }
        }
    }

    String text(String keyword) {
        return raw.get(keyword) instanceof String text ? text : "";
    }

    boolean says(String keyword) {
        return raw.containsKey(keyword);
    }

    boolean flag(String keyword) {
        return Boolean.TRUE.equals(raw.get(keyword));
    }

    List<String> texts(String keyword) {
        return switch (raw.get(keyword)) {
            case null -> List.of();
            case String text -> List.of(text);
            case List<?> list
            when list.stream().allMatch(String.class::isInstance) ->
                list.stream().map(String.class::cast).toList();
            default -> throw bad(keyword + " must be texts");
        };
    }

    Map<String, Object> object(String keyword) {
        return object(keyword, raw.get(keyword));
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> object(String what, @Nullable Object value) {
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> map -> (Map<String, Object>) map;
            default -> throw bad(what + " must be an object");
        };
    }

    Kind kind() {
        if (flag("x-envelope")) {
            return Kind.ENVELOPE;
        }
        return flag("x-personal") ? Kind.PERSONAL : Kind.CLEAR;
    }

    Coarse coarse() {
        return switch (text("x-coarse")) {
            case "" -> Coarse.NOTHING;
            case "network" -> Coarse.NETWORK;
            case "position" -> Coarse.POSITION;
            default -> throw bad("x-coarse is none of network, position");
        };
    }

    Set<Type> types() {
        var types = EnumSet.noneOf(Type.class);
        for (var word : texts("type")) {
            types.add(java.util.Arrays.stream(Type.values())
                    .filter(type -> type.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> bad("the type " + word + " is not one that is understood")));
        }
        if (!says("type") && !words().isEmpty()) {
            types.add(Type.TEXT);
        }
        return types;
    }

    Set<String> words() {
        var words = new HashSet<>(texts("enum"));
        if (says("const")) {
            words.retainAll(texts("const"));
            words.addAll(says("enum") ? Set.of() : texts("const"));
        }
        return words;
    }

    Bounds bounds() {
        return new Bounds(
                number("minimum"),
                number("maximum"),
                number("minLength").map(BigDecimal::intValueExact).orElse(0),
                number("maxLength").map(BigDecimal::intValueExact).orElse(Bounds.NO_MAX),
                number("maxItems").map(BigDecimal::intValueExact).orElse(Bounds.NO_MAX),
                words(),
                numberAsText());
    }

    /** Whatever it matches must be readable as a number: digits, and a point at most. */
    private Optional<Pattern> numberAsText() {
        if (!says("pattern")) {
            return Optional.empty();
        }
        var pattern = text("pattern");
        if (!DECIMALS.matcher(pattern).matches() || !types().equals(Set.of(Type.TEXT, Type.NUMBER))) {
            throw bad("a pattern is understood only for a number that may come as text, and of digits and a point");
        }
        return Optional.of(Pattern.compile(pattern));
    }

    private Optional<BigDecimal> number(String keyword) {
        return switch (raw.get(keyword)) {
            case null -> Optional.empty();
            case BigDecimal number -> Optional.of(number);
            default -> throw bad(keyword + " must be a number");
        };
    }

    BadSchema bad(String problem) {
        return new BadSchema(file, place, problem);
    }
}
