package io.liveprofile.ingest.quarantine;

import io.liveprofile.profile.domain.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * A record that waits in the quarantine: what can be told of it without opening it.
 *
 * @param detail what is wrong and where; it quotes no value
 * @param customer whom it is about, where that could be read
 * @param bytes of the sealed record
 * @param whole false where it was too large to be kept: only its key was
 */
public record Waiting(
        Source source, Reason reason, String detail, Instant at, Optional<String> customer, int bytes, boolean whole) {

    public String id() {
        return source.toString();
    }
}
