package io.liveprofile.api.profile;

import io.liveprofile.api.access.Role;
import io.liveprofile.api.endpoint.Call;
import io.liveprofile.api.profile.ReadBarrier.Staleness;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.Profile;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.headers.ETag;
import org.apache.pekko.http.javadsl.model.headers.EntityTag;

/**
 * What an answer is a function of, so that a caller who has it needn't be told again: who is meant and how far, for whom,
 * and by which rules. Known before the answer is made.
 */
record ProfileTag(String text) {
    /** Of the published shape: changes with it. */
    private static final int SHAPE = 1;

    private static final String ANY = "*";

    static ProfileTag of(LiveProfile profile, Role role, AskedFields asked, Optional<Staleness> stale) {
        var hash = new Hash64()
                .add(profile.id().toString())
                .add(profile.requestedId().toString())
                .add(profile.sequence())
                .add(role.word())
                .add(SHAPE)
                .add(Profile.FOLD_VERSION)
                .add(profile.judged().judgement().ruleVersion())
                .add(stale.map(Enum::name).orElse(null));
        asked.names().forEach(hash::add);
        return new ProfileTag(profile.sequence() + "-" + HexFormat.of().toHexDigits(hash.finish()));
    }

    /** Whether the caller says that it has this one. */
    boolean isKnownTo(Call call) {
        return call.request()
                .getHeader("If-None-Match")
                .map(HttpHeader::value)
                .map(given ->
                        given.equals(ANY) || Arrays.stream(given.split(",")).anyMatch(this::isMeantBy))
                .orElse(false);
    }

    private boolean isMeantBy(String given) {
        var tag = given.strip();
        return (tag.startsWith("W/") ? tag.substring(2) : tag).equals("\"" + text + "\"");
    }

    HttpHeader header() {
        return ETag.create(EntityTag.create(text, false));
    }
}
