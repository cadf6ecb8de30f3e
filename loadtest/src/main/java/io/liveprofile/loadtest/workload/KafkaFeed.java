package io.liveprofile.loadtest.workload;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Puts records on a topic, acknowledged by all replicas, at full speed or on a schedule. For one thread. */
public final class KafkaFeed implements AutoCloseable {
    private static final int TOPIC_WAIT_MAX_MILLIS = 10_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** Fails with one sentence where the topic isn't there. */
    public KafkaFeed(String bootstrap, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                262_144,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                TOPIC_WAIT_MAX_MILLIS,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class));
        try {
            producer.partitionsFor(topic);
        } catch (TimeoutException e) {
            producer.close(Duration.ZERO);
            throw new KafkaException(
                    "no topic " + topic + " was found at " + bootstrap + " within " + TOPIC_WAIT_MAX_MILLIS / 1_000
                            + " s",
                    e);
        }
    }

    /** Returns when all are acknowledged. */
    public void atFullSpeed(Iterator<WorkloadRecord> records) {
        while (records.hasNext()) {
            send(records.next());
        }
        flush();
    }

    /**
     * Sends record n when n ÷ rate seconds have passed, whatever became of those before; what a slow broker holds up is
     * made up for. Returns when the records end, or with the interrupt flag set when the thread is interrupted.
     */
    public void atRate(Iterator<WorkloadRecord> records, double perSecond) {
        long start = System.nanoTime();
        for (long n = 0; records.hasNext(); n++) {
            long due = start + (long) (n / perSecond * 1e9);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                LockSupport.parkNanos(left);
            }
            try {
                send(records.next());
            } catch (InterruptException e) {
                return;
            }
        }
        flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(WorkloadRecord told) {
        throwFailure();
        producer.send(new ProducerRecord<>(topic, told.key(), told.value()), (metadata, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
        });
    }

    private void flush() {
        producer.flush();
        throwFailure();
    }

    private void throwFailure() {
        var problem = failure.get();
        if (problem != null) {
            throw new KafkaException("a record could not be put on " + topic + ": " + problem.getMessage(), problem);
        }
    }
}
