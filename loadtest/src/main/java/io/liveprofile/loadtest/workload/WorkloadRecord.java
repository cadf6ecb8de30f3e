package io.liveprofile.loadtest.workload;

import java.nio.charset.StandardCharsets;

/**
 * A record for the topic {@code customer-events}, with what the generator knows about it.
 *
 * @param key the customer's id, or the anonymous id of a visitor nobody knows yet
 * @param value JSON, unless malformed
 * @param eventTimeMillis when it happened, as the JSON tells it
 */
public record WorkloadRecord(byte[] key, byte[] value, long eventTimeMillis, Fate fate) {

    /** What an accurate service makes of a record. */
    public enum Fate {
        /** Counts, once. */
        SOUND,
        /** The exact bytes of an earlier sound one: counts nothing. */
        DUPLICATE,
        /** Not JSON, or not a known shape: goes to quarantine. */
        MALFORMED
    }

    public String keyText() {
        return new String(key, StandardCharsets.UTF_8);
    }

    public String valueText() {
        return new String(value, StandardCharsets.UTF_8);
    }
}
