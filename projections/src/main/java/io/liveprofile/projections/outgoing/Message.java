package io.liveprofile.projections.outgoing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of an outgoing topic, as a CloudEvent in binary mode.
 *
 * @param customer the key: what is told of one customer stays in order
 * @param id by which whoever reads it twice knows it
 * @param schema the file that says what is in the value
 * @param value empty for a tombstone
 */
record Message(
        String topic, String customer, String id, String type, String schema, long atMillis, Optional<byte[]> value) {
    private static final String SOURCE = "urn:live-profile";
    private static final String SCHEMAS = "https://liveprofile.io/schemas/outgoing/";

    ProducerRecord<byte[], byte[]> record() {
        byte @Nullable [] bytes = value.orElse(null);
        var record = new ProducerRecord<>(topic, null, customer.getBytes(StandardCharsets.UTF_8), bytes);
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", id);
        header(record, "ce_source", SOURCE);
        header(record, "ce_type", type);
        header(record, "ce_subject", customer);
        header(record, "ce_time", Instant.ofEpochMilli(atMillis).toString());
        if (bytes != null) {
            header(record, "ce_dataschema", SCHEMAS + schema);
            header(record, "content-type", "application/json");
        }
        return record;
    }

    private static void header(ProducerRecord<?, ?> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
