package io.liveprofile.ingest.decode;

import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Reason;
import io.liveprofile.schemas.Text;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** From what was heard to who did what, when: the same for every format. */
final class Telling {
    private final RecordTime time;
    private final Identity identity;

    Telling(DecodeSettings settings) {
        this.time = new RecordTime(settings.futureMax());
        this.identity = new Identity(settings.blockedIds());
    }

    Told told(Heard heard, Named named, ConsumerRecord<byte[], byte[]> consumed) {
        if (!Text.isSound(named.name())) {
            throw new Refusal(Reason.NOT_IN_CONTRACT, "the name of the interaction holds U+0000 or a lone surrogate");
        }
        var whom = identity.of(heard.userId, heard.anonymousId);
        var at = time.of(heard.timestamp, heard.originalTimestamp, heard.sentAt, consumed.timestamp());
        return new Told(
                MessageIds.of(heard.messageId, consumed),
                named.name(),
                named.schemaVersion(),
                at.millis(),
                at.futureSetBack(),
                consumed.timestamp(),
                whom.customer(),
                whom.beside(),
                whom.blockedIdLeftOut(),
                heard.fields());
    }

    Optional<CustomerId> whom(Heard heard) {
        return identity.ifSound(heard.userId, heard.anonymousId);
    }
}
