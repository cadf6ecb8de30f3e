package io.liveprofile.api.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.liveprofile.profile.LiveProfile;
import io.liveprofile.profile.domain.Counts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;

/** The published shape of a profile. It is not the domain's: that one may change, this one has callers. */
final class ProfileJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ProfileJson() {}

    static byte[] of(LiveProfile profile) {
        var bytes = new ByteArrayOutputStream(1_024);
        try (var out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("id", profile.id().toString());
            out.writeStringField("requestedId", profile.requestedId().toString());
            out.writeNumberField("sequence", profile.sequence());
            time(out, "eventTime", profile.facts().lastSeenMillis());
            out.writeStringField(
                    "stateHash", HexFormat.of().toHexDigits(profile.facts().stateHash()));
            time(out, "firstSeen", profile.facts().firstSeenMillis());
            time(out, "lastSeen", profile.facts().lastSeenMillis());
            counts(out, profile.facts().counts());
            truncated(out, profile.facts().counts());
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void time(JsonGenerator out, String field, long millis) throws IOException {
        out.writeStringField(field, Instant.ofEpochMilli(millis).toString());
    }

    private static void counts(JsonGenerator out, Counts counts) throws IOException {
        out.writeObjectFieldStart("counts");
        for (var count : counts.byName().entrySet()) {
            out.writeNumberField(count.getKey(), count.getValue());
        }
        out.writeEndObject();
    }

    /** The names of the parts that could not keep everything. */
    private static void truncated(JsonGenerator out, Counts counts) throws IOException {
        out.writeArrayFieldStart("truncated");
        if (counts.truncated()) {
            out.writeString("counts");
        }
        out.writeEndArray();
    }
}
