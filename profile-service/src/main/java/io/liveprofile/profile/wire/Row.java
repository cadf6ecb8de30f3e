package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.profile.domain.Shared;
import io.liveprofile.profile.domain.facts.Dated;
import io.liveprofile.profile.domain.facts.Newest;
import io.liveprofile.profile.domain.facts.Whereabouts;
import io.liveprofile.schemas.typed.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message whose fields come once each, read as a whole and asked for by number: most of what a profile consists of. The
 * first four are the same in all that is {@link Dated}.
 */
final class Row {
    private static final int FIELDS_MAX = 20;

    private static final int AT_MILLIS = 1;
    private static final int MESSAGE_ID = 2;
    private static final int UUID_HIGH = 3;
    private static final int UUID_LOW = 4;

    /** The first field of its own that something dated has. */
    static final int OWN = 5;

    /** So that the equator isn't nowhere: what is left out is unknown. */
    private static final int SHIFT = 10_000;

    private static final int TRUNCATED = 1;
    private static final int ENTRY = 2;

    private final long[] numbers = new long[FIELDS_MAX];
    private final @Nullable WireReader[] texts = new WireReader[FIELDS_MAX];

    Row(WireReader wire) {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field >= FIELDS_MAX) {
                wire.skip();
                continue;
            }
            switch (wire.type()) {
                case WireWriter.VARINT -> numbers[field] = wire.number();
                case WireWriter.FIXED64 -> numbers[field] = wire.fixed();
                case WireWriter.BYTES -> texts[field] = wire.nested();
                default -> wire.skip();
            }
        }
    }

    static void dated(WireWriter wire, Dated entry) {
        wire.number(AT_MILLIS, entry.atMillis());
        MessageIdWire.write(wire, entry.messageId(), MESSAGE_ID, UUID_HIGH, UUID_LOW);
    }

    static <T extends Dated> void newest(WireWriter wire, int field, Newest<T> newest, BiConsumer<WireWriter, T> own) {
        if (newest.entries().isEmpty()) {
            return;
        }
        wire.nested(field, list -> {
            list.number(TRUNCATED, newest.truncated() ? 1 : 0);
            newest.entries()
                    .forEach(each -> list.nested(ENTRY, nested -> {
                        dated(nested, each);
                        own.accept(nested, each);
                    }));
        });
    }

    static <T extends Dated> Newest<T> newest(WireReader wire, Function<Row, T> read) {
        var entries = new ArrayList<T>();
        boolean truncated = false;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case TRUNCATED -> truncated = wire.number() != 0;
                case ENTRY -> entries.add(read.apply(new Row(wire.nested())));
                default -> wire.skip();
            }
        }
        return new Newest<>(List.copyOf(entries), truncated);
    }

    static void money(WireWriter wire, int currency, int cents, @Nullable Money money) {
        if (money != null) {
            wire.text(currency, money.currency()).number(cents, money.cents());
        }
    }

    static void text(WireWriter wire, int field, @Nullable String text) {
        if (text != null) {
            wire.text(field, text);
        }
    }

    static void shifted(WireWriter wire, int field, int value) {
        if (value != Whereabouts.UNKNOWN) {
            wire.number(field, (long) value + SHIFT);
        }
    }

    int unshifted(int field) {
        return numbers[field] == 0 ? Whereabouts.UNKNOWN : (int) (numbers[field] - SHIFT);
    }

    long atMillis() {
        return numbers[AT_MILLIS];
    }

    MessageId messageId() {
        return Shared.recent(MessageIdWire.read(text(MESSAGE_ID), numbers[UUID_HIGH], numbers[UUID_LOW]));
    }

    /** Where it stands as a text. */
    MessageId messageId(int field) {
        return Shared.recent(MessageId.of(text(field)));
    }

    long number(int field) {
        return numbers[field];
    }

    int integer(int field) {
        return Math.toIntExact(numbers[field]);
    }

    boolean flag(int field) {
        return numbers[field] != 0;
    }

    String text(int field) {
        var text = texts[field];
        return text == null ? "" : text.rest();
    }

    /** One of few, so that it is worth sharing. */
    String word(int field) {
        var text = texts[field];
        return text == null ? "" : text.restWord();
    }

    @Nullable
    String textOrNull(int field) {
        var text = texts[field];
        return text == null ? null : text.rest();
    }

    @Nullable
    String wordOrNull(int field) {
        var text = texts[field];
        return text == null ? null : text.restWord();
    }

    @Nullable
    String recentOrNull(int field) {
        var text = textOrNull(field);
        return text == null ? null : Shared.recent(text);
    }

    byte @Nullable [] bytesOrNull(int field) {
        var bytes = texts[field];
        return bytes == null ? null : bytes.restBytes();
    }

    /** A message within this one; null where it isn't there. */
    @Nullable
    WireReader nested(int field) {
        return texts[field];
    }

    @Nullable
    Money money(int currency, int cents) {
        var code = wordOrNull(currency);
        return code == null ? null : new Money(code, numbers[cents]);
    }
}
