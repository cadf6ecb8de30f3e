package io.liveprofile.schemas;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Follows a record through its contract while a streaming parser reads it: one pass, no tree, nothing allocated unless
 * the record is wrong. For one thread, and for one record after the other.
 *
 * <p>Ask {@link #field} (or {@link #element} in a list) what the contract says of the value that comes next. Where it
 * says nothing (null), skip the value. Else tell what it was: {@link #text}, {@link #number}, {@link #flag},
 * {@link #nothing}, {@link #whole} for an object or list that is kept in one piece, or {@link #enter} and, at its end,
 * {@link #leave}.
 */
public final class Walk {
    /** Deeper than any contract goes. */
    public static final int DEPTH_MAX = 16;

    private final Shape[] containers = new Shape[DEPTH_MAX];
    private final String[] names = new String[DEPTH_MAX];
    private final int[] positions = new int[DEPTH_MAX];
    private final long[] missing = new long[DEPTH_MAX];
    private int depth;
    private @Nullable Shape atHand;

    /** The parser stands inside the object that this shape is of: a record, or its properties alone. */
    public void start(Shape root) {
        depth = 0;
        inside(root, false);
    }

    /**
     * Between two fields of the record: it turned out to be of this shape, which has all that the one it started with
     * has. What was seen stays seen.
     */
    public void narrow(Shape root) {
        var wider = containers[0];
        long stillMissing = root.requiredBits();
        for (var name : wider.required()) {
            if ((missing[0] & wider.requiredBit(name)) == 0) {
                stillMissing &= ~root.requiredBit(name);
            }
        }
        containers[0] = root;
        missing[0] = stillMissing;
    }

    /** What the contract says of this field of the object at hand; null: nothing. */
    public @Nullable Shape field(String name) {
        names[depth] = name;
        atHand = containers[depth].field(name);
        return atHand;
    }

    /** What the contract says of the next entry of the list at hand. */
    public @Nullable Shape element() {
        positions[depth]++;
        atHand = containers[depth].items();
        return atHand;
    }

    public @Nullable Violation text(String text) {
        return judged(here().text(text));
    }

    public @Nullable Violation number(BigDecimal number) {
        return judged(here().number(number));
    }

    public @Nullable Violation flag() {
        return judged(here().of(Type.FLAG));
    }

    /** A null: as if the field weren't there. An entry of a list can't be nothing. */
    public @Nullable Violation nothing() {
        return inList() ? judged(here().wrongType()) : null;
    }

    /** An object or a list that is kept in one piece. */
    public @Nullable Violation whole(Type type) {
        return judged(here().of(type));
    }

    /** An object or a list whose insides the contract knows. */
    public @Nullable Violation enter(Type type) {
        var shape = here();
        var violation = judged(shape.of(type));
        if (violation == null) {
            depth++;
            inside(shape, type == Type.ARRAY);
        }
        return violation;
    }

    /** The end of what was entered, or of the record. */
    public @Nullable Violation leave() {
        if (missing[depth] != 0) {
            int first = Long.numberOfTrailingZeros(missing[depth]);
            return new Violation(
                    upTo(depth) + "/" + escaped(containers[depth].required().get(first)), "is required");
        }
        if (depth > 0) {
            depth--;
        }
        return null;
    }

    /** Of the value at hand, with the names as they were sent. */
    public String pointer() {
        return upTo(depth + 1);
    }

    private void inside(Shape container, boolean list) {
        containers[depth] = container;
        positions[depth] = list ? -1 : Integer.MIN_VALUE;
        missing[depth] = container.requiredBits();
    }

    private boolean inList() {
        return positions[depth] != Integer.MIN_VALUE;
    }

    private Shape here() {
        if (atHand == null) {
            throw new IllegalStateException("the contract names no " + pointer());
        }
        return atHand;
    }

    private @Nullable Violation judged(@Nullable String brokenRule) {
        var container = containers[depth];
        if (inList()) {
            int itemsMax = container.bounds().itemsMax();
            if (positions[depth] >= itemsMax) {
                return new Violation(upTo(depth), "must have at most " + itemsMax + " items");
            }
        } else if (brokenRule == null && missing[depth] != 0) {
            missing[depth] &= ~container.requiredBit(names[depth]);
        }
        return brokenRule == null ? null : new Violation(pointer(), brokenRule);
    }

    private String upTo(int end) {
        var pointer = new StringBuilder();
        for (int i = 0; i < end; i++) {
            pointer.append('/');
            if (positions[i] == Integer.MIN_VALUE) {
                pointer.append(escaped(names[i]));
            } else {
                pointer.append(positions[i]);
            }
        }
        return pointer.toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
