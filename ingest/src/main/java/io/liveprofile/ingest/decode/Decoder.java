package io.liveprofile.ingest.decode;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One format of records. A function of the record alone, so that a replay and another node read the same. */
@FunctionalInterface
public interface Decoder {

    Decoded decode(ConsumerRecord<byte[], byte[]> consumed);
}
