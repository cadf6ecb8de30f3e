package io.liveprofile.ingest.decode;

import io.liveprofile.profile.domain.Reason;
import io.liveprofile.schemas.Contract;
import org.jspecify.annotations.Nullable;

/** What was done, and by which contract that was read. */
record Named(String name, @Nullable Contract contract) {

    int schemaVersion() {
        return contract == null ? 0 : contract.version();
    }

    /** A strict topic takes only what a schema names. */
    Named allowedIf(boolean strict) {
        if (strict && contract == null) {
            throw new Refusal(
                    Reason.UNKNOWN_SCHEMA, "no schema names this interaction, and the topic is configured strict");
        }
        return this;
    }
}
