package io.liveprofile.profile.entity;

import static io.liveprofile.profile.domain.Histories.NOON_MILLIS;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import io.liveprofile.profile.domain.Origin;
import io.liveprofile.schemas.Fields;
import java.util.Optional;

/** Pages that somebody looks at, one after the other. */
final class Visits {
    private Visits() {}

    /**
     * @param n of the id, and of the moment
     * @param beside who else is told of
     */
    static Interaction visit(CustomerId source, int n, Optional<CustomerId> beside) {
        return visit(source, n, beside, Optional.empty());
    }

    static Interaction visit(CustomerId source, int n, Optional<CustomerId> beside, Optional<Origin> origin) {
        return new Interaction(
                "m-" + n,
                "Page Viewed",
                1,
                NOON_MILLIS + n,
                false,
                NOON_MILLIS + n,
                source,
                beside,
                origin,
                Fields.NONE);
    }
}
