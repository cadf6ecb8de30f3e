package io.liveprofile.profile.wire;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Shared;
import io.liveprofile.profile.domain.facts.Consent;
import io.liveprofile.profile.domain.facts.Device;
import io.liveprofile.profile.domain.facts.Identifier;
import io.liveprofile.profile.domain.facts.Place;
import io.liveprofile.profile.domain.facts.Trait;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import java.util.Objects;

/** Who a customer is: ids, traits, devices, places, consents. */
final class PersonWire {
    private static final int ID = Row.OWN;

    private static final int TRAIT = Row.OWN;
    private static final int SOURCE = Row.OWN + 1;

    private static final int TYPE = Row.OWN + 1;
    private static final int FIRST_AT = Row.OWN + 2;

    private static final int FIRST_BY = Row.OWN + 5;

    private static final int LATITUDE = Row.OWN + 3;
    private static final int LONGITUDE = Row.OWN + 4;

    private static final int GIVEN = Row.OWN + 1;

    private PersonWire() {}

    static void identifier(WireWriter wire, Identifier identifier) {
        wire.text(ID, identifier.id().toString());
    }

    static Identifier identifier(Row row) {
        return new Identifier(CustomerId.parse(row.text(ID)), row.atMillis(), row.messageId());
    }

    static void trait(WireWriter wire, Trait trait) {
        wire.nested(TRAIT, nested -> FieldsWire.write(nested, Fields.of(trait.name(), trait.value())))
                .text(SOURCE, trait.source().toString());
    }

    static Trait trait(Row row) {
        var field = FieldsWire.read(Objects.requireNonNull(row.nested(TRAIT)));
        return new Trait(
                Shared.word(field.paths().getFirst()),
                shared(field.values().getFirst()),
                row.atMillis(),
                row.messageId(),
                CustomerId.parse(row.text(SOURCE)));
    }

    /** What is sealed is never the same twice. */
    private static Value shared(Value value) {
        return value instanceof Value.Text ? Shared.word(value) : value;
    }

    static void device(WireWriter wire, Device device) {
        wire.text(ID, device.id())
                .number(FIRST_AT, device.firstAtMillis())
                .text(FIRST_BY, device.firstMessageId().toString());
        Row.text(wire, TYPE, device.type());
    }

    static Device device(Row row) {
        return new Device(
                Shared.recent(row.text(ID)),
                row.wordOrNull(TYPE),
                row.number(FIRST_AT),
                row.messageId(FIRST_BY),
                row.atMillis(),
                row.messageId());
    }

    static void place(WireWriter wire, Place place) {
        wire.text(ID, place.country())
                .number(FIRST_AT, place.firstAtMillis())
                .text(FIRST_BY, place.firstMessageId().toString());
        Row.shifted(wire, LATITUDE, place.latitudeTenths());
        Row.shifted(wire, LONGITUDE, place.longitudeTenths());
    }

    static Place place(Row row) {
        return new Place(
                row.word(ID),
                row.unshifted(LATITUDE),
                row.unshifted(LONGITUDE),
                row.number(FIRST_AT),
                row.messageId(FIRST_BY),
                row.atMillis(),
                row.messageId());
    }

    static void consent(WireWriter wire, Consent consent) {
        wire.text(ID, consent.to()).number(GIVEN, consent.given() ? 1 : 0);
    }

    static Consent consent(Row row) {
        return new Consent(row.word(ID), row.flag(GIVEN), row.atMillis(), row.messageId());
    }
}
