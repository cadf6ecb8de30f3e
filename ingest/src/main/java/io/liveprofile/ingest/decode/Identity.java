package io.liveprofile.ingest.decode;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.CustomerId.Namespace;
import io.liveprofile.profile.domain.Reason;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whom a record is about. */
final class Identity {
    private final Pattern blocked;

    Identity(Pattern blocked) {
        this.blocked = blocked;
    }

    record Whom(CustomerId customer, Optional<CustomerId> beside, boolean blockedIdLeftOut) {}

    Whom of(@Nullable String userId, @Nullable String anonymousId) {
        var user = Optional.ofNullable(userId).filter(id -> !id.isEmpty());
        var anonymous = Optional.ofNullable(anonymousId).filter(id -> !id.isEmpty());
        if (user.isEmpty() && anonymous.isEmpty()) {
            throw new Refusal(Reason.NO_IDENTITY, "neither /userId nor /anonymousId says whom this is about");
        }
        var soundUser = user.filter(this::isSound).map(id -> checked(Namespace.USER_ID, id, "/userId"));
        var soundAnonymous =
                anonymous.filter(this::isSound).map(id -> checked(Namespace.ANONYMOUS_ID, id, "/anonymousId"));
        var customer = soundUser
                .or(() -> soundAnonymous)
                .orElseThrow(() -> new Refusal(
                        Reason.BLOCKED_IDENTITY,
                        (user.isPresent() ? "/userId" : "/anonymousId") + " is a placeholder for no customer"));
        boolean leftOut = user.isPresent() && soundUser.isEmpty() || anonymous.isPresent() && soundAnonymous.isEmpty();
        return new Whom(customer, soundUser.isPresent() ? soundAnonymous : Optional.empty(), leftOut);
    }

    /** For a record that is refused for another reason: whom it is about, where these ids say so. */
    Optional<CustomerId> ifSound(@Nullable String userId, @Nullable String anonymousId) {
        try {
            return Optional.of(of(userId, anonymousId).customer());
        } catch (Refusal nobody) {
            return Optional.empty();
        }
    }

    private boolean isSound(String id) {
        return !blocked.matcher(id).matches();
    }

    private static CustomerId checked(Namespace namespace, String value, String pointer) {
        CustomerId.problem(value).ifPresent(problem -> {
            throw new Refusal(Reason.BAD_IDENTITY, pointer + " can't be an id: " + problem);
        });
        return new CustomerId(namespace, value);
    }
}
