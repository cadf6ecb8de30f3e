package io.liveprofile.api.profile;

import io.liveprofile.api.profile.ReadBarrier.Staleness;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.Links;
import io.liveprofile.profile.domain.facts.Facts;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The published shape of a profile. It is not the domain's: that one may change, this one has callers. */
public final class ProfileJson {

    private static final List<Part> WHO_AND_WHEN = List.of(
            new Part(
                    "id",
                    (out, field, profile, _) -> out.text(field, profile.id().toString())),
            new Part(
                    "requestedId",
                    (out, field, profile, _) ->
                            out.text(field, profile.requestedId().toString())),
            new Part("sequence", (out, field, profile, _) -> out.number(field, profile.sequence())),
            Part.of("eventTime", (out, field, facts) -> out.time(field, facts.lastSeenMillis())),
            Part.of(
                    "stateHash",
                    (out, field, facts) -> out.text(field, HexFormat.of().toHexDigits(facts.stateHash()))),
            Part.of("firstSeen", (out, field, facts) -> out.time(field, facts.firstSeenMillis())),
            Part.of("lastSeen", (out, field, facts) -> out.time(field, facts.lastSeenMillis())));

    private static final List<Part> COUNTS = List.of(
            Part.object(
                    "counts",
                    (out, facts) -> facts.counts().byName().forEach(count -> out.number(count.name(), count.times()))),
            Part.array(
                    "days",
                    Facts::days,
                    (day, each) -> day.text("day", day(each.epochDay())).number("interactions", each.interactions())));

    private static final List<Part> BOUNDS = List.of(
            new Part("links", (out, field, profile, _) -> links(out, field, profile.links())),
            Part.of("truncated", (out, field, facts) -> out.texts(field, facts.truncated())));

    /** In the order in which they are told. */
    static final List<Part> PARTS = Stream.of(
                    WHO_AND_WHEN,
                    PersonJson.PARTS,
                    COUNTS,
                    SessionJson.PARTS,
                    ShoppingJson.PARTS,
                    SupportJson.PARTS,
                    AccountJson.PARTS,
                    JudgementJson.PARTS,
                    BOUNDS)
            .flatMap(List::stream)
            .toList();

    private ProfileJson() {}

    /** All of it but what is personal. */
    public static byte[] of(LiveProfile profile) {
        return of(profile, AskedFields.ALL, ShownTraits.NONE);
    }

    static byte[] of(LiveProfile profile, AskedFields asked, ShownTraits shown) {
        return of(profile, asked, shown, Optional.empty());
    }

    static byte[] of(LiveProfile profile, AskedFields asked, ShownTraits shown, Optional<Staleness> stale) {
        return JsonOut.object(out -> {
            stale.ifPresent(why ->
                    out.flag("stale", true).text("staleReason", why.name().toLowerCase(Locale.ROOT)));
            write(out, profile, asked, shown);
        });
    }

    static void write(JsonOut out, LiveProfile profile, AskedFields asked, ShownTraits shown) {
        for (var part : asked.parts()) {
            part.write(out, profile, shown);
        }
    }

    private static void links(JsonOut out, String field, Links links) {
        var told = new TreeMap<String, String>();
        links.asked().forEach(id -> told.put(id.toString(), "asked"));
        links.answered()
                .forEach(link -> told.put(
                        link.anonymous().toString(), link.outcome().name().toLowerCase(Locale.ROOT)));
        if (!told.isEmpty()) {
            out.array(
                    field,
                    List.copyOf(told.entrySet()),
                    (one, link) -> one.text("id", link.getKey()).text("outcome", link.getValue()));
        }
    }

    static String day(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }
}
