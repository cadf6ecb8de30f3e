package io.liveprofile.ingest.decode;

import io.liveprofile.schemas.Catalogue;
import java.util.Locale;

/** How the records of a topic are written. */
public enum Format {
    SEGMENT {
        @Override
        Decoder decoder(DecodeSettings settings, Catalogue catalogue, boolean strict) {
            return new SegmentDecoder(settings, catalogue, strict);
        }
    },
    CLOUDEVENTS {
        @Override
        Decoder decoder(DecodeSettings settings, Catalogue catalogue, boolean strict) {
            return new CloudEventsDecoder(settings, catalogue, strict);
        }
    },
    /** Each record by its own headers: those of CloudEvents, or none. */
    AUTO {
        @Override
        Decoder decoder(DecodeSettings settings, Catalogue catalogue, boolean strict) {
            var segment = new SegmentDecoder(settings, catalogue, strict);
            var cloudEvents = new CloudEventsDecoder(settings, catalogue, strict);
            return consumed -> CloudEventHeaders.areIn(consumed.headers())
                    ? cloudEvents.decode(consumed)
                    : segment.decode(consumed);
        }
    };

    abstract Decoder decoder(DecodeSettings settings, Catalogue catalogue, boolean strict);

    /** As it stands in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
