package io.liveprofile.profile.domain.facts;

import io.liveprofile.profile.domain.Hash64;
import io.liveprofile.profile.domain.MessageId;
import org.jspecify.annotations.Nullable;

/** An error that the customer ran into. */
public record Trouble(@Nullable String code, long atMillis, MessageId messageId) implements Dated {

    public static final int ERRORS_MAX = 20;

    @Override
    public void addTo(Hash64 hash) {
        hash.add(code);
    }
}
