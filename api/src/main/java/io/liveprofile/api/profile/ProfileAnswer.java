package io.liveprofile.api.profile;

import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.profile.ReadBarrier.Staleness;
import io.liveprofile.profile.LiveProfile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** A profile as the caller may see it, with what tells how new it is; or that the caller has it already. */
final class ProfileAnswer {
    /** What each answer begins as: one of its own would be made to be copied at once. */
    private static final HttpResponse OK = HttpResponse.create();

    private static final HttpHeader VARY = RawHeader.create("Vary", "Authorization, Accept-Encoding");

    /** For this caller alone, who may keep it and asks each time whether it still holds. */
    private static final HttpHeader CACHE = RawHeader.create("Cache-Control", "private, no-cache");

    private final PersonalTraits personal;

    ProfileAnswer(PersonalTraits personal) {
        this.personal = personal;
    }

    CompletionStage<HttpResponse> to(Call call, LiveProfile profile, AskedFields asked) {
        return to(call, profile, asked, Optional.empty());
    }

    /** @param stale why it isn't what the caller waited for, if so */
    CompletionStage<HttpResponse> to(Call call, LiveProfile profile, AskedFields asked, Optional<Staleness> stale) {
        var tag = ProfileTag.of(profile, call.caller().role(), asked, stale);
        var headers = List.of(
                tag.header(),
                VARY,
                CACHE,
                RawHeader.create("Live-Profile-Sequence", String.valueOf(profile.sequence())),
                RawHeader.create(
                        "Live-Profile-Event-Time", Iso8601.of(profile.facts().lastSeenMillis())));
        if (tag.isKnownTo(call)) {
            return CompletableFuture.completedFuture(OK.withStatus(304).withHeaders(headers));
        }
        return personal.shown(call, profile, asked)
                .thenApply(shown ->
                        json(ProfileJson.of(profile, asked, shown, stale)).withHeaders(headers));
    }

    static HttpResponse json(byte[] body) {
        return OK.withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body));
    }
}
