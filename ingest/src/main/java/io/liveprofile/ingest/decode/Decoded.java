package io.liveprofile.ingest.decode;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Reason;
import java.util.Optional;

/** What became of a record's bytes. */
public sealed interface Decoded {

    /**
     * What a producer told, with everything that no schema names still in clear: it must be sealed before anything else
     * sees it.
     *
     * @param unnamed a JSON object of every field that the contract doesn't name, as the producer wrote it
     */
    record Told(
            String messageId,
            String name,
            long atMillis,
            boolean futureSetBack,
            long receivedAtMillis,
            CustomerId customer,
            Optional<CustomerId> beside,
            boolean blockedIdLeftOut,
            byte[] unnamed)
            implements Decoded {}

    /**
     * Goes to the quarantine. The detail says what is wrong and where, and quotes no value.
     *
     * @param customer whom the record is about, where that could be read
     */
    record Rejected(Reason reason, String detail, Optional<CustomerId> customer) implements Decoded {}

    /** Asks for nothing: a tombstone. */
    record Skipped() implements Decoded {}
}
