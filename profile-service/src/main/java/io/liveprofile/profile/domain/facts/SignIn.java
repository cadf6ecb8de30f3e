package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import io.liveprofile.schemas.typed.Meaning.PasswordChanged;
import io.liveprofile.schemas.typed.Meaning.SignInFailed;
import io.liveprofile.schemas.typed.Meaning.SignedIn;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door: who signed in, who failed to, who changed the password.
 *
 * @param decisionId of the decision that was asked for before
 */
public record SignIn(
        Kind kind,
        @Nullable String method,
        boolean secondProof,
        @Nullable String decisionId,
        Whereabouts where,
        long atMillis,
        MessageId messageId)
        implements Dated {

    public enum Kind {
        SIGNED_IN,
        FAILED,
        PASSWORD_CHANGED
    }

    static @Nullable SignIn of(Told told) {
        return switch (told.meaning()) {
            case SignedIn(var method, boolean proven) -> of(told, Kind.SIGNED_IN, Clipped.word(method), proven);
            case SignInFailed(var method, var _) -> of(told, Kind.FAILED, Clipped.word(method), false);
            case PasswordChanged _ -> of(told, Kind.PASSWORD_CHANGED, null, false);
            default -> null;
        };
    }

    private static SignIn of(Told told, Kind kind, @Nullable String method, boolean secondProof) {
        return new SignIn(
                kind, method, secondProof, told.decisionId(), told.where(), told.atMillis(), told.messageId());
    }

    @Override
    public void addTo(Hash64 hash) {
        where.addTo(hash.add(kind.name()).add(method).add(secondProof ? 1 : 0).add(decisionId));
    }
}
