package io.liveprofile.ingest.decode;

import io.liveprofile.ingest.decode.Decoded.Told;
import io.liveprofile.schemas.Fields;
import io.liveprofile.schemas.Value;
import io.liveprofile.sealing.TestKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a record told, once sealed and opened again: what is in clear, and what isn't. */
final class Opened {
    private static final TestKey KEY = new TestKey("user_id:u");

    private Opened() {}

    /** By path; of a list only what isn't sealed. */
    static Map<String, Value> clear(Told told) {
        var clear = new LinkedHashMap<String, Value>();
        told.fields().sealed(KEY.key()).forEach((path, value) -> {
            if (!(value instanceof Value.Sealed)) {
                clear.put(path, value);
            }
        });
        return clear;
    }

    static Map<String, String> sealed(Told told) {
        var opened = new LinkedHashMap<String, String>();
        open("", "", told.fields().sealed(KEY.key()), opened);
        return opened;
    }

    private static void open(String at, String boundTo, Fields fields, Map<String, String> opened) {
        fields.forEach((path, value) -> {
            if (value instanceof Value.Sealed(var bytes)) {
                opened.put(at + path, new String(KEY.key().open(boundTo + path, bytes), StandardCharsets.UTF_8));
            } else if (value instanceof Value.Listing(var entries)) {
                for (int i = 0; i < entries.size(); i++) {
                    open(at + path + "[" + i + "].", boundTo + path + "[].", entries.get(i), opened);
                }
            }
        });
    }
}
