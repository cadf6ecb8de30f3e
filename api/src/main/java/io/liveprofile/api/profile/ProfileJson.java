package io.liveprofile.api.profile;

import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.facts.Facts;
import java.time.LocalDate;
import java.util.HexFormat;

/** The published shape of a profile. It is not the domain's: that one may change, this one has callers. */
public final class ProfileJson {

    private ProfileJson() {}

    public static byte[] of(LiveProfile profile) {
        var facts = profile.facts();
        return JsonOut.object(out -> {
            out.text("id", profile.id().toString())
                    .text("requestedId", profile.requestedId().toString())
                    .number("sequence", profile.sequence())
                    .time("eventTime", facts.lastSeenMillis())
                    .text("stateHash", HexFormat.of().toHexDigits(facts.stateHash()))
                    .time("firstSeen", facts.firstSeenMillis())
                    .time("lastSeen", facts.lastSeenMillis());
            PersonJson.write(out, facts);
            counts(out, facts);
            SessionJson.write(out, facts);
            ShoppingJson.write(out, facts);
            SupportJson.write(out, facts);
            AccountJson.write(out, facts);
            out.texts("truncated", facts.truncated());
        });
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

    static String day(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }
}
