package io.liveprofile.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.liveprofile.profile.domain.Reason;
import io.liveprofile.schemas.Catalogue;
import io.liveprofile.schemas.Contract;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.json.RecordReader;
import java.io.IOException;

/**
 * The data of a CloudEvent: an event of Segment's specification, or the bare properties (of {@code identify} and
 * {@code group}: traits) of the interaction that the event's type names.
 */
final class CloudEventData {
    private static final String PROPERTIES = "properties";
    private static final String TRAITS = "traits";
    private static final int NAME_LENGTH_MAX = 200;

    private final CloudEvent event;
    private final Catalogue catalogue;
    private final JsonFactory json;
    private final Heard heard;

    CloudEventData(CloudEvent event, Catalogue catalogue, JsonFactory json, Heard heard) {
        this.event = event;
        this.catalogue = catalogue;
        this.json = json;
        this.heard = heard;
        heard.partAt(event.dataFrom());
    }

    Named read() throws IOException {
        if (!event.hasData()) {
            return bare();
        }
        if (isWhole()) {
            try (var parser = parser()) {
                var named = new SegmentReading(catalogue, json, event.dataSource(), heard).read(parser);
                SegmentDecoder.noMore(parser);
                return named;
            }
        }
        return bare();
    }

    private JsonParser parser() throws IOException {
        return json.createParser(event.dataSource(), event.dataFrom(), event.dataTo() - event.dataFrom());
    }

    /** It says which call of Segment's it is, and whom it is about. */
    private boolean isWhole() throws IOException {
        var everyRecord = catalogue.generic().record();
        boolean called = false;
        boolean about = false;
        try (var parser = parser()) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Refusal(Reason.NOT_IN_CONTRACT, "/data must be object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var shape = everyRecord.field(parser.currentName());
                var token = parser.nextToken();
                if (shape != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    called |= shape.path().equals("type")
                            && shape.bounds().words().contains(parser.getText());
                    about |= shape.path().equals("userId") || shape.path().equals("anonymousId");
                }
                parser.skipChildren();
            }
            SegmentDecoder.noMore(parser);
        }
        return called && about;
    }

    private Named bare() throws IOException {
        var name = event.type();
        if (name.length() > NAME_LENGTH_MAX) {
            throw new Refusal(
                    Reason.NOT_IN_CONTRACT,
                    event.named() + "type must have at most " + NAME_LENGTH_MAX + " characters");
        }
        var contract = catalogue.find(name);
        if (contract == null) {
            wholeUnnamed(PROPERTIES);
            return new Named(name, null);
        }
        var container = contract.record().field(PROPERTIES) == null ? TRAITS : PROPERTIES;
        checkRequired(contract, container);
        var shape = contract.record().field(container);
        if (shape == null) {
            wholeUnnamed(PROPERTIES);
        } else if (event.hasData()) {
            judge(container, shape);
        }
        return new Named(contract.name(), contract);
    }

    private void checkRequired(Contract contract, String container) {
        for (var required : contract.record().required()) {
            boolean there = required.equals("type") || required.equals(container) && event.hasData();
            if (!there) {
                throw new Refusal(
                        Reason.NOT_IN_CONTRACT,
                        "/" + (required.equals(container) ? "data" : required) + " is required");
            }
        }
    }

    private void wholeUnnamed(String container) {
        if (event.hasData()) {
            heard.unnamed("/" + container, event.dataFrom(), event.dataTo());
        }
    }

    private void judge(String container, Shape shape) throws IOException {
        try (var parser = parser()) {
            parser.nextToken();
            heard.below("/" + container);
            var violation = new RecordReader().read(parser, shape, heard);
            if (violation != null) {
                throw new Refusal(Reason.NOT_IN_CONTRACT, "/data" + violation);
            }
        }
    }
}
