package io.liveprofile.ingest.flow;

import io.liveprofile.ingest.decode.Decoded.Rejected;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Interaction;
import org.apache.pekko.kafka.ConsumerMessage.CommittableMessage;

/** A record on its way to its verdict. Its raw bytes stay with it: whatever is refused is quarantined whole. */
public sealed interface Step {

    CommittableMessage<byte[], byte[]> message();

    /** Sealed, and to be told to its customer. */
    record Ready(CommittableMessage<byte[], byte[]> message, CustomerId customer, Interaction interaction)
            implements Step {}

    /** Can't be told to anybody. */
    record Unfit(CommittableMessage<byte[], byte[]> message, Rejected rejected) implements Step {}

    /** Asks for nothing. */
    record Idle(CommittableMessage<byte[], byte[]> message, Skipped why) implements Step {}
}
