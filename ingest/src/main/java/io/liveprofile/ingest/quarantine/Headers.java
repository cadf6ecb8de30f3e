package io.liveprofile.ingest.quarantine;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers by which a record in the quarantine, or on its way out of it, says what it is. */
final class Headers {
    static final String REASON = "lp-reason";
    static final String DETAIL = "lp-detail";
    static final String TOPIC = "lp-topic";
    static final String PARTITION = "lp-partition";
    static final String OFFSET = "lp-offset";
    static final String TIME = "lp-time";
    static final String SUBJECT = "lp-subject";
    static final String WHOLE = "lp-whole";
    static final String REPLAY = "lp-replay";
    static final String EDITED = "lp-edited";
    static final String ATTEMPT = "lp-attempt";

    private Headers() {}

    static Header of(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<String> text(org.apache.kafka.common.header.Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
