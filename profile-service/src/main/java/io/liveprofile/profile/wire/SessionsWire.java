package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.facts.Sessions;
import io.liveprofile.profile.domain.facts.Slot;
import io.liveprofile.profile.domain.facts.Slot.First;
import io.liveprofile.schemas.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of what sessions are made. */
final class SessionsWire {
    private static final int SLOT = 1;

    private static final int NUMBER = 1;
    private static final int FIRST_AT = 2;
    private static final int LASTED = 3;
    private static final int INTERACTIONS = 4;
    private static final int PAGES = 5;
    private static final int ENTRY = 6;
    private static final int CAMPAIGN = 7;

    private static final int AT = 1;
    private static final int MESSAGE_ID = 2;
    private static final int UUID_HIGH = 3;
    private static final int UUID_LOW = 4;
    private static final int TEXT = 5;
    private static final int REFERRER = 6;

    private SessionsWire() {}

    static void write(WireWriter wire, Sessions sessions) {
        sessions.slots()
                .forEach(slot -> wire.nested(SLOT, nested -> {
                    nested.number(NUMBER, slot.number())
                            .number(FIRST_AT, slot.firstAtMillis())
                            .number(LASTED, slot.lastAtMillis() - slot.firstAtMillis())
                            .number(INTERACTIONS, slot.interactions())
                            .number(PAGES, slot.pages());
                    first(nested, ENTRY, slot.entry());
                    first(nested, CAMPAIGN, slot.campaign());
                }));
    }

    private static void first(WireWriter wire, int field, @Nullable First first) {
        if (first != null) {
            wire.nested(field, nested -> {
                nested.number(AT, first.atMillis()).text(TEXT, first.text());
                MessageIdWire.write(nested, first.messageId(), MESSAGE_ID, UUID_HIGH, UUID_LOW);
                if (first.referrer() != null) {
                    nested.bytes(REFERRER, first.referrer().bytes());
                }
            });
        }
    }

    static Sessions read(WireReader wire) {
        var slots = new ArrayList<Slot>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == SLOT) {
                slots.add(slot(new Row(wire.nested())));
            } else {
                wire.skip();
            }
        }
        return new Sessions(List.copyOf(slots));
    }

    private static Slot slot(Row row) {
        return new Slot(
                row.number(NUMBER),
                row.number(FIRST_AT),
                row.number(FIRST_AT) + row.number(LASTED),
                row.integer(INTERACTIONS),
                row.integer(PAGES),
                first(row.nested(ENTRY)),
                first(row.nested(CAMPAIGN)));
    }

    private static @Nullable First first(@Nullable WireReader wire) {
        if (wire == null) {
            return null;
        }
        var row = new Row(wire);
        var referrer = row.bytesOrNull(REFERRER);
        return new First(
                row.number(AT), row.messageId(), row.word(TEXT), referrer == null ? null : new Value.Sealed(referrer));
    }
}
