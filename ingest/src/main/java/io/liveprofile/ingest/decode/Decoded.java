package io.liveprofile.ingest.decode;

import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Reason;
import java.util.Optional;

/** What became of a record's bytes. */
public sealed interface Decoded {

    /**
     * What a producer told, with what is personal still in clear: it must be sealed before anything else sees it.
     *
     * @param name the contract's own, whatever alias it came under
     * @param schemaVersion of the contract that its fields were read by; 0 where none names it
     */
    record Told(
            String messageId,
            String name,
            int schemaVersion,
            long atMillis,
            boolean futureSetBack,
            long receivedAtMillis,
            CustomerId customer,
            Optional<CustomerId> beside,
            boolean blockedIdLeftOut,
            OpenFields fields)
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
