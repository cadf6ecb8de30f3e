package io.liveprofile.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What the headers of a Kafka record tell of a CloudEvent. */
final class CloudEventHeaders {
    static final String PREFIX = "ce_";

    private static final String CONTENT_TYPE = "content-type";
    private static final String STRUCTURED = "application/cloudevents";

    private CloudEventHeaders() {}

    static boolean areIn(Headers headers) {
        return isBinary(headers) || isStructured(headers);
    }

    /** The attributes are headers, the value is the data. */
    static boolean isBinary(Headers headers) {
        return headers.lastHeader(PREFIX + "specversion") != null || headers.lastHeader(PREFIX + "id") != null;
    }

    /** The value is the whole event. */
    static boolean isStructured(Headers headers) {
        var contentType = contentType(headers);
        return contentType != null && contentType.startsWith(STRUCTURED);
    }

    /** A structured event says in its content type how it is written; without one it is taken for JSON. */
    static boolean isStructuredInJson(Headers headers) {
        var contentType = contentType(headers);
        return contentType == null || !contentType.startsWith(STRUCTURED) || isJson(contentType);
    }

    static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        var type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
    }

    static @Nullable String contentType(Headers headers) {
        var value = text(headers, CONTENT_TYPE);
        return value == null ? null : value.toLowerCase(Locale.ROOT);
    }

    static @Nullable String subject(Headers headers) {
        return attribute(headers, "subject");
    }

    static @Nullable String attribute(Headers headers, String name) {
        return text(headers, PREFIX + name);
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
