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

/** The published shape of a profile. It is not the domain's: that one may change, this one has callers. */
public final class ProfileJson {

    private ProfileJson() {}

    /** All of it but what is personal. */
    public static byte[] of(LiveProfile profile) {
        return of(profile, AskedFields.ALL, ShownTraits.NONE);
    }

    static byte[] of(LiveProfile profile, AskedFields asked, ShownTraits shown) {
        return of(profile, asked, shown, Optional.empty());
    }

    static byte[] of(LiveProfile profile, AskedFields asked, ShownTraits shown, Optional<Staleness> stale) {
        return JsonOut.object(asked, out -> {
            stale.ifPresent(why ->
                    out.flag("stale", true).text("staleReason", why.name().toLowerCase(Locale.ROOT)));
            write(out, profile, shown);
        });
    }

    static void write(JsonOut out, LiveProfile profile, ShownTraits shown) {
        var facts = profile.facts();
        out.text("id", profile.id().toString())
                .text("requestedId", profile.requestedId().toString())
                .number("sequence", profile.sequence())
                .time("eventTime", facts.lastSeenMillis());
        if (out.tells("stateHash")) {
            out.text("stateHash", HexFormat.of().toHexDigits(facts.stateHash()));
        }
        out.time("firstSeen", facts.firstSeenMillis()).time("lastSeen", facts.lastSeenMillis());
        PersonJson.write(out, facts, shown);
        counts(out, facts);
        SessionJson.write(out, facts);
        ShoppingJson.write(out, facts);
        SupportJson.write(out, facts);
        AccountJson.write(out, facts);
        JudgementJson.write(out, profile.judged().judgement());
        if (out.tells("links")) {
            links(out, profile.links());
        }
        if (out.tells("truncated")) {
            out.texts("truncated", facts.truncated());
        }
    }

    private static void counts(JsonOut out, Facts facts) {
        out.object(
                "counts",
                counts -> facts.counts().byName().forEach(count -> counts.number(count.name(), count.times())));
        out.array(
                "days",
                facts.days(),
                (day, each) -> day.text("day", day(each.epochDay())).number("interactions", each.interactions()));
    }

    private static void links(JsonOut out, Links links) {
        var told = new TreeMap<String, String>();
        links.asked().forEach(id -> told.put(id.toString(), "asked"));
        links.answered()
                .forEach(link -> told.put(
                        link.anonymous().toString(), link.outcome().name().toLowerCase(Locale.ROOT)));
        if (!told.isEmpty()) {
            out.array(
                    "links",
                    List.copyOf(told.entrySet()),
                    (one, link) -> one.text("id", link.getKey()).text("outcome", link.getValue()));
        }
    }

    static String day(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }
}
