package io.liveprofile.ingest.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.liveprofile.profile.domain.Reason;
import io.liveprofile.schemas.Catalogue;
import io.liveprofile.schemas.Shape;
import io.liveprofile.schemas.Violation;
import io.liveprofile.schemas.json.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of Segment's specification, read in one pass: what every record has is judged as it comes; the rest as soon
 * as {@code type} and {@code event} tell the contract. What comes before them is passed over and read afterwards.
 */
final class SegmentReading {
    private static final String TRACK = "track";

    private record Later(String field, int from, int to) {}

    private final Catalogue catalogue;
    private final Shape everyRecord;
    private final JsonFactory json;
    private final byte[] source;
    private final Heard heard;
    private final RecordReader reader = new RecordReader();
    private final List<Later> later = new ArrayList<>(0);
    private @Nullable Named named;

    SegmentReading(Catalogue catalogue, JsonFactory json, byte[] source, Heard heard) {
        this.catalogue = catalogue;
        this.everyRecord = catalogue.generic().record();
        this.json = json;
        this.source = source;
        this.heard = heard;
    }

    /** The parser stands before the event; after it, it stands on its last token. */
    Named read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Refusal(Reason.UNREADABLE, "not a JSON object");
        }
        reader.start(everyRecord);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            if (named == null && everyRecord.field(field) == null) {
                parser.nextToken();
                int from = heard.begin(parser);
                later.add(new Later(field, from, heard.end(parser)));
            } else {
                refuseIf(reader.field(parser, heard));
                named = named == null ? nameIfTold() : named;
            }
        }
        var told = named == null ? nameless() : named;
        for (var each : later) {
            read(each);
        }
        refuseIf(reader.end());
        return told;
    }

    private void read(Later each) throws IOException {
        try (var parser = json.createParser(source, each.from(), each.to() - each.from())) {
            parser.nextToken();
            heard.partAt(each.from());
            refuseIf(reader.field(each.field(), parser, heard));
        }
    }

    private @Nullable Named nameIfTold() {
        var type = heard.type;
        if (type == null || type.equals(TRACK) && heard.event == null) {
            return null;
        }
        var name = type.equals(TRACK) ? event() : type;
        var contract = catalogue.find(name);
        if (contract == null) {
            return new Named(name, null);
        }
        reader.narrow(contract.record());
        return new Named(contract.name(), contract);
    }

    private String event() {
        var event = heard.event;
        if (event == null || event.isBlank()) {
            throw new Refusal(Reason.NOT_IN_CONTRACT, "/event is required where /type is track");
        }
        return event;
    }

    private Named nameless() {
        if (heard.type == null) {
            throw new Refusal(Reason.NOT_IN_CONTRACT, "/type is required");
        }
        return new Named(event(), null);
    }

    static void refuseIf(@Nullable Violation violation) {
        if (violation != null) {
            throw new Refusal(Reason.NOT_IN_CONTRACT, violation.toString());
        }
    }
}
