package io.liveprofile.api.privacy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.liveprofile.schemas.Value.Sealed;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** Sealed values with their seals broken; numbers have all their digits. */
final class Opened {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Map<Sealed, byte[]> values = new IdentityHashMap<>();

    void put(Sealed sealed, byte[] json) {
        values.put(sealed, json);
    }

    /** As the producer wrote it; empty where nobody can open it. */
    Optional<JsonNode> of(Sealed sealed) {
        var json = values.get(sealed);
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(json));
        } catch (JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can't be read", e);
        }
    }
}
