package io.liveprofile.server.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts single interactions on a topic, each at once and acknowledged by all replicas. */
final class Probes implements AutoCloseable {
    static final String NAME = "Product Viewed";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaProducer<byte[], byte[]> producer;

    Probes(String bootstrap) {
        producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class));
    }

    /** Completes with the {@link System#nanoTime()} at which the broker had it. */
    CompletableFuture<Long> put(String topic, String customer, String messageId) {
        var value = JSON.createObjectNode()
                .put("type", "track")
                .put("event", NAME)
                .put("userId", customer)
                .put("messageId", messageId);
        value.putObject("properties").put("product_id", "p-1").put("name", "A lamp");
        var acknowledged = new CompletableFuture<Long>();
        producer.send(new ProducerRecord<>(topic, bytes(customer), bytes(value.toString())), (_, failure) -> {
            if (failure == null) {
                acknowledged.complete(System.nanoTime());
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
