package io.liveprofile.projections.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Ids, traits, devices and places. */
final class Person {
    private static final int IDS_MAX = 20;
    private static final int DEVICES_MAX = 20;
    private static final int PLACES_MAX = 20;

    /** What is never published in clear. */
    private static final Set<String> PERSONAL = Set.of("email", "name");

    private Person() {}

    static void tell(List<Raw> all, ObjectNode profile, List<String> truncated) {
        var ids = limited(all, Person::ids, IDS_MAX, "identifiers", truncated);
        profile.set(
                "identifiers",
                Told.array(ids.stream()
                        .map(id -> Told.object()
                                .put("id", id.about())
                                .put("lastSeen", Told.time(id.last().atMillis())))
                        .toList()));
        traits(all, profile);
        var devices = limited(all, raw -> text(raw.context("device"), "id"), DEVICES_MAX, "devices", truncated);
        profile.set("devices", Told.array(devices.stream().map(Person::device).toList()));
        var places = limited(all, raw -> text(raw.context("geo"), "country"), PLACES_MAX, "places", truncated);
        profile.set("places", Told.array(places.stream().map(Person::place).toList()));
        profile.putArray("consents");
    }

    /** What the customer's interactions were about, newest first. */
    private record Group(String about, Raw first, Raw last) {}

    private static List<Group> limited(
            List<Raw> all, Function<Raw, Collection<String>> about, int max, String part, List<String> truncated) {
        var groups = Told.grouped(all, about);
        if (groups.size() > max) {
            truncated.add(part);
        }
        return groups.entrySet().stream()
                .limit(max)
                .map(group -> new Group(
                        group.getKey(),
                        group.getValue().getFirst(),
                        group.getValue().getLast()))
                .toList();
    }

    private static Collection<String> ids(Raw raw) {
        var ids = new ArrayList<>(List.of(raw.customer()));
        raw.beside().ifPresent(ids::add);
        return ids;
    }

    private static Collection<String> text(JsonNode of, String name) {
        return Raw.text(of, name).stream().toList();
    }

    private static ObjectNode device(Group device) {
        var told = Told.object().put("id", device.about());
        Told.text(told, "type", Raw.text(device.last().context("device"), "type"));
        return told.put("firstSeen", Told.time(device.first().atMillis()))
                .put("lastSeen", Told.time(device.last().atMillis()));
    }

    private static ObjectNode place(Group place) {
        var geo = place.last().context("geo");
        return Told.object()
                .put("country", place.about())
                .put("firstSeen", Told.time(place.first().atMillis()))
                .put("lastSeen", Told.time(place.last().atMillis()))
                .put("latitude", coarse(geo.path("lat")))
                .put("longitude", coarse(geo.path("lon")));
    }

    private static BigDecimal coarse(JsonNode degrees) {
        var tenths = degrees.decimalValue().setScale(1, RoundingMode.HALF_EVEN);
        return new BigDecimal(tenths.stripTrailingZeros().toPlainString());
    }

    private static void traits(List<Raw> all, ObjectNode profile) {
        var traits = profile.putObject("traits");
        var sources = profile.putObject("traitSources");
        for (var raw : all) {
            if (raw.is("identify")) {
                raw.json().path("traits").properties().forEach(trait -> {
                    if (!PERSONAL.contains(trait.getKey())) {
                        traits.set(trait.getKey(), trait.getValue());
                    }
                    sources.set(
                            trait.getKey(),
                            Told.object()
                                    .put("at", Told.time(raw.atMillis()))
                                    .put("messageId", raw.messageId())
                                    .put("source", raw.customer()));
                });
            }
        }
    }
}
