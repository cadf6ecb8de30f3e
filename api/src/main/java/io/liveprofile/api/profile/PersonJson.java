package io.liveprofile.api.profile;

import io.liveprofile.profile.domain.facts.Facts;
import io.liveprofile.profile.domain.facts.Place;
import io.liveprofile.profile.domain.facts.Trait;
import io.liveprofile.schemas.Value;
import java.math.BigDecimal;

/**
 * Who a customer is. Of what is sealed only that is told which the reader may see; that it is known stands in
 * {@code traitSources}.
 */
final class PersonJson {
    private static final int TENTHS = 1;

    private PersonJson() {}

    static void write(JsonOut out, Facts facts, ShownTraits shown) {
        out.array(
                "identifiers",
                facts.identifiers().entries(),
                (id, each) -> id.text("id", each.id().toString()).time("lastSeen", each.atMillis()));
        out.object("traits", traits -> facts.traits().entries().forEach(trait -> value(traits, trait, shown)));
        out.object(
                "traitSources",
                sources -> facts.traits()
                        .entries()
                        .forEach(trait -> sources.object(
                                trait.name(),
                                source -> source.time("at", trait.atMillis())
                                        .text("messageId", trait.messageId().toString())
                                        .text("source", trait.source().toString()))));
        out.array(
                "devices",
                facts.devices().entries(),
                (device, each) -> device.text("id", each.id())
                        .text("type", each.type())
                        .time("firstSeen", each.firstAtMillis())
                        .time("lastSeen", each.atMillis()));
        out.array("places", facts.places().entries(), PersonJson::place);
        out.array(
                "consents",
                facts.consents().entries(),
                (consent, each) -> consent.text("to", each.to())
                        .flag("given", each.given())
                        .time("at", each.atMillis()));
    }

    private static void value(JsonOut traits, Trait trait, ShownTraits shown) {
        switch (trait.value()) {
            case Value.Text(var text) -> traits.text(trait.name(), text);
            case Value.Number(var number) -> traits.number(trait.name(), number);
            case Value.Flag(var flag) -> traits.flag(trait.name(), flag);
            case Value.Sealed _ -> shown.json(trait.name()).ifPresent(json -> traits.raw(trait.name(), json));
            case Value.Listing _ -> {}
        }
    }

    private static void place(JsonOut out, Place place) {
        out.text("country", place.country())
                .time("firstSeen", place.firstAtMillis())
                .time("lastSeen", place.atMillis());
        if (place.hasPosition()) {
            out.number("latitude", BigDecimal.valueOf(place.latitudeTenths(), TENTHS))
                    .number("longitude", BigDecimal.valueOf(place.longitudeTenths(), TENTHS));
        }
    }
}
