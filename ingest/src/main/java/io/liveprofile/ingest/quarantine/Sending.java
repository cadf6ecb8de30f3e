package io.liveprofile.ingest.quarantine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A producer's callback as a future. */
final class Sending {
    private Sending() {}

    /** Done once the broker has it on every replica that must. */
    static CompletionStage<Void> send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> message) {
        var sent = new CompletableFuture<Void>();
        producer.send(message, (_, failure) -> {
            if (failure == null) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }
}
