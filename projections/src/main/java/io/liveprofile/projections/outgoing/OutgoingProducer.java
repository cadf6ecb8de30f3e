package io.liveprofile.projections.outgoing;

import io.liveprofile.persistence.r2dbc.projection.Unreachable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * This node's way to the outgoing topics. It gives a record up before another node could have taken its customer over, so
 * that an older record never arrives behind a newer one: whoever asked tells it again.
 */
public final class OutgoingProducer implements AutoCloseable {
    private static final int DELIVERY_MILLIS_MAX = 5_000;
    private static final int LINGER_MILLIS = 5;
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);

    /** Its buffers are used again. LZ4 makes 128 KiB anew for each batch, and batches of a few records are what goes out. */
    private static final String COMPRESSION = "snappy";

    private final Producer<byte[], byte[]> producer;

    /** A producer that doesn't know its brokers yet blocks: not a thread that answers others. */
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    public OutgoingProducer(String bootstrap) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "live-profile-outgoing",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        COMPRESSION,
                        ProducerConfig.LINGER_MS_CONFIG,
                        LINGER_MILLIS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        DELIVERY_MILLIS_MAX,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        DELIVERY_MILLIS_MAX / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        DELIVERY_MILLIS_MAX),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** In this order. Completed once the brokers have all of them. */
    CompletionStage<Void> send(List<ProducerRecord<byte[], byte[]>> records) {
        return records.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.supplyAsync(() -> sent(records), senders).thenCompose(all -> all);
    }

    private CompletableFuture<Void> sent(List<ProducerRecord<byte[], byte[]>> records) {
        var acknowledged = records.stream().map(this::send).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(acknowledged);
    }

    private CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        var acknowledged = new CompletableFuture<Void>();
        producer.send(record, (_, failure) -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(
                        failure instanceof RetriableException || failure instanceof TimeoutException
                                ? new Unreachable("the topic " + record.topic() + " doesn't take it", failure)
                                : failure);
            }
        });
        return acknowledged;
    }

    @Override
    public void close() {
        senders.shutdownNow();
        producer.close(CLOSE_MAX);
    }
}
