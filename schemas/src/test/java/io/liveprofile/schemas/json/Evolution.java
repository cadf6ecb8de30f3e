package io.liveprofile.schemas.json;

import io.liveprofile.schemas.Bounds;
import io.liveprofile.schemas.Catalogue;
import io.liveprofile.schemas.Contract;
import io.liveprofile.schemas.Kind;
import io.liveprofile.schemas.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What would break producers or consumers of the last release, each naming the interaction and the field. */
final class Evolution {
    private final List<String> breaks = new ArrayList<>();
    private String interaction = "";

    private Evolution() {}

    static List<String> breaks(Catalogue released, Catalogue current) {
        var evolution = new Evolution();
        for (var old : released.contracts()) {
            var now = current.find(old.name());
            if (now == null || !now.name().equals(old.name())) {
                evolution.breaks.add(old.name() + " was removed");
            } else if (now.version() == old.version()) {
                evolution.compare(old, now);
            }
        }
        return evolution.breaks;
    }

    private void compare(Contract old, Contract now) {
        interaction = old.name();
        for (var alias : old.aliases()) {
            if (!now.aliases().contains(alias)) {
                breaks.add(interaction + ": the alias \"" + alias + "\" was removed");
            }
        }
        compare("", old.record(), now.record());
    }

    private void compare(String place, Shape old, Shape now) {
        if (!old.types().equals(now.types())) {
            tell(place, "was retyped");
        }
        if (old.kind() == Kind.PERSONAL && now.kind() != Kind.PERSONAL) {
            tell(place, "is no longer personal");
        } else if ((old.kind() == Kind.ENVELOPE) != (now.kind() == Kind.ENVELOPE)) {
            tell(place, "moved into or out of the envelope");
        }
        bounds(place, old.bounds(), now.bounds());
        for (var name : now.required()) {
            if (!old.required().contains(name)) {
                tell(below(place, name), "is newly required");
            }
        }
        old.aliases().forEach((alias, name) -> {
            if (!name.equals(now.aliases().get(alias))) {
                tell(below(place, name), "lost its alias " + alias);
            }
        });
        insides(place, old, now);
    }

    private void insides(String place, Shape old, Shape now) {
        for (var name : old.names().stream().sorted().toList()) {
            if (old.aliases().containsKey(name)) {
                continue;
            }
            var field = now.field(name);
            if (field == null || now.aliases().containsKey(name)) {
                tell(below(place, name), "was removed");
            } else {
                compare(below(place, name), Objects.requireNonNull(old.field(name)), field);
            }
        }
        var oldItems = old.items();
        var nowItems = now.items();
        if (oldItems != null && nowItems != null) {
            compare(place + "[]", oldItems, nowItems);
        }
    }

    private void bounds(String place, Bounds old, Bounds now) {
        if (!old.words().equals(now.words())
                && !now.words().isEmpty()
                && (old.words().isEmpty() || !now.words().containsAll(old.words()))) {
            tell(place, "allows fewer words");
        }
        boolean raised = now.minimum().isPresent()
                && (old.minimum().isEmpty()
                        || now.minimum().get().compareTo(old.minimum().get()) > 0);
        boolean lowered = now.maximum().isPresent()
                && (old.maximum().isEmpty()
                        || now.maximum().get().compareTo(old.maximum().get()) < 0);
        if (raised || lowered) {
            tell(place, "allows fewer numbers");
        }
        if (now.lengthMin() > old.lengthMin() || now.lengthMax() < old.lengthMax()) {
            tell(place, "allows fewer lengths");
        }
        if (!old.numberAsText().map(Pattern::pattern).equals(now.numberAsText().map(Pattern::pattern))) {
            tell(place, "takes other texts for numbers");
        }
        if (now.itemsMax() < old.itemsMax()) {
            tell(place, "allows fewer items");
        }
    }

    private void tell(String place, String change) {
        breaks.add(interaction + ": " + place + " " + change);
    }

    private static String below(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }
}
