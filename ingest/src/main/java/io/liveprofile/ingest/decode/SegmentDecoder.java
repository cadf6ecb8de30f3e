package io.liveprofile.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import io.liveprofile.ingest.decode.Decoded.Skipped;
import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.profile.domain.CustomerId;
import io.liveprofile.profile.domain.Reason;
import io.liveprofile.schemas.Catalogue;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Segment's JSON, as its SDKs and RudderStack's write it to Kafka. */
public final class SegmentDecoder implements Decoder {
    private final DecodeSettings settings;
    private final RecordBounds bounds;
    private final Telling telling;
    private final Catalogue catalogue;
    private final boolean strict;

    public SegmentDecoder(DecodeSettings settings, Catalogue catalogue, boolean strict) {
        this.settings = settings;
        this.bounds = new RecordBounds(settings);
        this.telling = new Telling(settings);
        this.catalogue = catalogue;
        this.strict = strict;
    }

    @Override
    public Decoded decode(ConsumerRecord<byte[], byte[]> consumed) {
        return consumed.value() == null ? new Skipped() : Attempt.of(new OneRecord(consumed));
    }

    private final class OneRecord implements Attempt {
        private final ConsumerRecord<byte[], byte[]> consumed;
        private final Heard heard;

        OneRecord(ConsumerRecord<byte[], byte[]> consumed) {
            this.consumed = consumed;
            this.heard = new Heard(consumed.value());
        }

        @Override
        public Told read() throws IOException {
            byte[] value = consumed.value();
            bounds.checkBytes(value);
            try (var parser = bounds.open(value)) {
                var named = new SegmentReading(catalogue, bounds.json(), value, heard).read(parser);
                noMore(parser);
                return telling.told(heard, named.allowedIf(strict), consumed);
            }
        }

        /** What was wrong may have come before it. */
        @Override
        public Optional<CustomerId> whom() {
            byte[] value = consumed.value();
            if (value.length <= settings.recordBytesMax()) {
                new IdsAlone(catalogue, bounds.json()).read(value, heard);
            }
            return telling.whom(heard);
        }
    }

    static void noMore(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new Refusal(Reason.UNREADABLE, "more than one JSON value");
        }
    }
}
