package io.liveprofile.ingest.decode;

import io.liveprofile.ingest.decode.Decoded.Skipped;
import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Reason;
import io.liveprofile.schemas.Catalogue;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 over Kafka. In binary mode the attributes are headers and the value is the data; in structured mode
 * the value is the whole event.
 */
public final class CloudEventsDecoder implements Decoder {
    private static final String USER = "user_id:";
    private static final String ANONYMOUS = "anonymous_id:";

    private final RecordBounds bounds;
    private final Telling telling;
    private final Catalogue catalogue;
    private final boolean strict;

    public CloudEventsDecoder(DecodeSettings settings, Catalogue catalogue, boolean strict) {
        this.bounds = new RecordBounds(settings);
        this.telling = new Telling(settings);
        this.catalogue = catalogue;
        this.strict = strict;
    }

    /** A binary event without data has no value, and is no tombstone. */
    @Override
    public Decoded decode(ConsumerRecord<byte[], byte[]> consumed) {
        return consumed.value() == null && !CloudEventHeaders.isBinary(consumed.headers())
                ? new Skipped()
                : Attempt.of(new OneRecord(consumed));
    }

    private final class OneRecord implements Attempt {
        private final ConsumerRecord<byte[], byte[]> consumed;
        private @Nullable Heard heard;
        private @Nullable String subject;

        OneRecord(ConsumerRecord<byte[], byte[]> consumed) {
            this.consumed = consumed;
        }

        @Override
        public Told read() throws IOException {
            var event = event();
            var reading = new Heard(event.dataSource());
            heard = reading;
            subject = event.subject();
            reading.messageId = event.messageId();
            var named = new CloudEventData(event, catalogue, bounds.json(), reading).read();
            if (reading.timestamp == null && reading.originalTimestamp == null) {
                reading.timestamp = event.time();
            }
            fillIn(reading);
            return telling.told(reading, named.allowedIf(strict), consumed);
        }

        private CloudEvent event() throws IOException {
            var headers = consumed.headers();
            byte[] value = consumed.value();
            if (value != null) {
                bounds.checkBytes(value);
            }
            if (CloudEventHeaders.isBinary(headers)) {
                subject = CloudEventHeaders.subject(headers);
                if (value != null) {
                    bounds.check(value);
                }
                return CloudEvent.binary(headers, value);
            }
            if (!CloudEventHeaders.isStructuredInJson(headers)) {
                throw new Refusal(Reason.UNKNOWN_SCHEMA, "a structured CloudEvent in another format than JSON");
            }
            return structured(value);
        }

        private CloudEvent structured(byte[] value) throws IOException {
            try (var parser = bounds.open(value)) {
                var event = CloudEvent.structured(parser, value);
                SegmentDecoder.noMore(parser);
                if (event.dataSource() != value) {
                    bounds.check(event.dataSource());
                }
                return event;
            }
        }

        /** The subject is the customer where the data name none. */
        private void fillIn(Heard reading) {
            if (subject == null || reading.userId != null || reading.anonymousId != null) {
                return;
            }
            if (subject.startsWith(ANONYMOUS)) {
                reading.anonymousId = subject.substring(ANONYMOUS.length());
            } else {
                reading.userId = subject.startsWith(USER) ? subject.substring(USER.length()) : subject;
            }
        }

        @Override
        public Optional<CustomerId> whom() {
            var reading = heard == null ? new Heard(new byte[0]) : heard;
            fillIn(reading);
            return telling.whom(reading);
        }
    }
}
