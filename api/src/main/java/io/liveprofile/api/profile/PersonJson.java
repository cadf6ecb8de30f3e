package io.liveprofile.api.profile;

import io.liveprofile.profile.domain.facts.Place;
import io.liveprofile.profile.domain.facts.Trait;
import io.liveprofile.schemas.Value;
import java.math.BigDecimal;
import java.util.List;

/**
 * Who a customer is. Of what is sealed only that is told which the reader may see; that it is known stands in
 * {@code traitSources}.
 */
final class PersonJson {
    private static final int TENTHS = 1;

    static final List<Part> PARTS = List.of(
            Part.array(
                    "identifiers",
                    facts -> facts.identifiers().entries(),
                    (id, each) -> id.text("id", each.id().toString()).time("lastSeen", each.atMillis())),
            new Part(
                    "traits",
                    (out, field, profile, shown) -> out.object(
                            field,
                            traits ->
                                    profile.facts().traits().entries().forEach(trait -> value(traits, trait, shown)))),
            Part.object("traitSources", (out, facts) -> facts.traits().entries().forEach(trait -> source(out, trait))),
            Part.array(
                    "devices",
                    facts -> facts.devices().entries(),
                    (device, each) -> device.text("id", each.id())
                            .text("type", each.type())
                            .time("firstSeen", each.firstAtMillis())
                            .time("lastSeen", each.atMillis())),
            Part.array("places", facts -> facts.places().entries(), PersonJson::place),
            Part.array(
                    "consents",
                    facts -> facts.consents().entries(),
                    (consent, each) -> consent.text("to", each.to())
                            .flag("given", each.given())
                            .time("at", each.atMillis())));

    private PersonJson() {}

    private static void source(JsonOut sources, Trait trait) {
        sources.object(
                trait.name(),
                source -> source.time("at", trait.atMillis())
                        .text("messageId", trait.messageId().toString())
                        .text("source", trait.source().toString()));
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
