package io.liveprofile.ingest.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.liveprofile.profile.domain.Reason;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The attributes of a CloudEvent, and where its data stand. Extension attributes are not kept. */
final class CloudEvent {
    private static final String VERSION = "1.";
    private static final String DATA_CONTENT_TYPE = "datacontenttype";
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");
    private static final Set<String> OPTIONAL = Set.of("subject", "time");
    private static final byte[] NO_DATA = {};

    private final String named;
    private final Map<String, String> attributes = new HashMap<>();
    private byte[] dataSource;
    private int dataFrom;
    private int dataTo;

    private CloudEvent(String named, byte[] dataSource) {
        this.named = named;
        this.dataSource = dataSource;
    }

    static CloudEvent binary(Headers headers, byte @Nullable [] value) {
        var event = new CloudEvent(CloudEventHeaders.PREFIX, value == null ? NO_DATA : value);
        event.dataTo = event.dataSource.length;
        REQUIRED.forEach(name -> event.put(name, CloudEventHeaders.attribute(headers, name)));
        OPTIONAL.forEach(name -> event.put(name, CloudEventHeaders.attribute(headers, name)));
        event.put(DATA_CONTENT_TYPE, CloudEventHeaders.contentType(headers));
        return event.checked();
    }

    /** The parser stands before the event; after it, it stands on its last token. */
    static CloudEvent structured(JsonParser parser, byte[] value) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Refusal(Reason.UNREADABLE, "not a JSON object");
        }
        var event = new CloudEvent("/", value);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            event.take(name, parser, value);
        }
        return event.checked();
    }

    private void take(String name, JsonParser parser, byte[] value) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (name.equals("data")) {
            dataSource = value;
            dataFrom = TokenBytes.begin(parser);
            dataTo = TokenBytes.end(parser);
        } else if (name.equals("data_base64")) {
            dataSource = decoded(text(name, parser));
            dataFrom = 0;
            dataTo = dataSource.length;
        } else if (REQUIRED.contains(name) || OPTIONAL.contains(name) || name.equals(DATA_CONTENT_TYPE)) {
            put(name, text(name, parser));
        } else {
            parser.skipChildren();
        }
    }

    private static String text(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new Refusal(Reason.NOT_IN_CONTRACT, "/" + name + " must be string");
        }
        return parser.getText();
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reason.UNREADABLE, "/data_base64 is not Base64");
        }
    }

    private void put(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            attributes.put(name, value);
        }
    }

    private CloudEvent checked() {
        for (var name : REQUIRED) {
            required(name);
        }
        if (!required("specversion").startsWith(VERSION)) {
            throw new Refusal(Reason.UNKNOWN_SCHEMA, named + "specversion is none of CloudEvents 1");
        }
        if (!CloudEventHeaders.isJson(attributes.get(DATA_CONTENT_TYPE))) {
            throw new Refusal(Reason.UNKNOWN_SCHEMA, "the data are not JSON");
        }
        return this;
    }

    private String required(String name) {
        var value = attributes.get(name);
        if (value == null) {
            throw new Refusal(Reason.NOT_IN_CONTRACT, named + name + " is required");
        }
        return value;
    }

    /** What stands before an attribute's name where it was sent: a slash, or the prefix of a header. */
    String named() {
        return named;
    }

    String messageId() {
        return MessageIds.ofCloudEvent(required("source"), required("id"));
    }

    String type() {
        return required("type");
    }

    @Nullable
    String subject() {
        return attributes.get("subject");
    }

    @Nullable
    String time() {
        return attributes.get("time");
    }

    boolean hasData() {
        return dataTo > dataFrom;
    }

    byte[] dataSource() {
        return dataSource;
    }

    int dataFrom() {
        return dataFrom;
    }

    int dataTo() {
        return dataTo;
    }
}
