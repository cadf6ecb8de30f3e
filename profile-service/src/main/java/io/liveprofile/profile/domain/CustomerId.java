package io.liveprofile.profile.domain;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who a profile is about. Only these two namespaces own profiles; every other id of a customer is a lookup. */
public record CustomerId(Namespace namespace, String value) implements Comparable<CustomerId> {

    public static final int ESCAPED_BYTES_MAX = 200;

    private static final Namespace[] NAMESPACES = Namespace.values();

    public enum Namespace {
        USER_ID("user_id:"),
        ANONYMOUS_ID("anonymous_id:");

        private final String prefix;

        Namespace(String prefix) {
            this.prefix = prefix;
        }
    }

    public CustomerId {
        var problem = problem(value);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("not a customer id: " + problem.get());
        }
        value = Shared.recent(value);
    }

    public static CustomerId user(String value) {
        return new CustomerId(Namespace.USER_ID, value);
    }

    public static CustomerId anonymous(String value) {
        return new CustomerId(Namespace.ANONYMOUS_ID, value);
    }

    /** Reads {@code user_id:x}, {@code anonymous_id:x}, or {@code x}, which implies a user id. */
    public static CustomerId parse(String text) {
        var namespace = namespaceOf(text);
        return namespace == null ? user(text) : new CustomerId(namespace, text.substring(namespace.prefix.length()));
    }

    /** Why {@link #parse} would refuse {@code text}, if so. */
    public static Optional<String> problemIn(String text) {
        var namespace = namespaceOf(text);
        return problem(namespace == null ? text : text.substring(namespace.prefix.length()));
    }

    private static @Nullable Namespace namespaceOf(String text) {
        for (var namespace : NAMESPACES) {
            if (text.startsWith(namespace.prefix)) {
                return namespace;
            }
        }
        return null;
    }

    /** Why {@code value} can't be an id, if so; the sentence quotes nothing of it. */
    public static Optional<String> problem(String value) {
        if (value.isEmpty()) {
            return Optional.of("it is empty");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                return Optional.of("it holds U+0000");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    return Optional.of("it holds a lone surrogate");
                }
                i++;
            }
        }
        if (value.length() > ESCAPED_BYTES_MAX / 4
                && escaped(value).getBytes(StandardCharsets.UTF_8).length > ESCAPED_BYTES_MAX) {
            return Optional.of("it is longer than " + ESCAPED_BYTES_MAX + " bytes once escaped");
        }
        return Optional.empty();
    }

    /** Without {@code |}, which Pekko keeps for itself as a separator within persistence ids. */
    public String escaped() {
        return namespace.prefix + escaped(value);
    }

    public static CustomerId unescape(String escaped) {
        return parse(unescapedText(escaped));
    }

    /** What {@link #toString} tells of the id that {@link #escaped} has made this of: for who needs no more of it. */
    public static String unescapedText(String escaped) {
        return escaped.indexOf('%') < 0 ? escaped : escaped.replace("%7C", "|").replace("%25", "%");
    }

    private static String escaped(String value) {
        return value.indexOf('%') < 0 && value.indexOf('|') < 0
                ? value
                : value.replace("%", "%25").replace("|", "%7C");
    }

    @Override
    public int compareTo(CustomerId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return namespace.prefix + value;
    }
}
