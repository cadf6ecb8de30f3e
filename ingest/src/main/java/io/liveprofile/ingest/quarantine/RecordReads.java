package io.liveprofile.ingest.quarantine;

import io.liveprofile.ingest.quarantine.WaitingIndex.Held;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Fetches single records of the quarantine's topic, one after the other. */
final class RecordReads implements AutoCloseable {
    private static final Duration FETCH_MAX = Duration.ofSeconds(5);

    private final QuarantineSettings settings;
    private final ExecutorService one = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("quarantine-reads").factory());
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    RecordReads(QuarantineSettings settings) {
        this.settings = settings;
    }

    /** Empty where compaction has taken it away: something newer stands under its id. */
    CompletionStage<Optional<ConsumerRecord<byte[], byte[]>>> at(Held held) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var reading = consumer == null ? QuarantineTopic.consumer(settings.bootstrap(), 1) : consumer;
                    consumer = reading;
                    return fetch(reading, held);
                },
                one);
    }

    private Optional<ConsumerRecord<byte[], byte[]>> fetch(KafkaConsumer<byte[], byte[]> reading, Held held) {
        var partition = new TopicPartition(settings.topic(), held.partition());
        reading.assign(List.of(partition));
        reading.seek(partition, held.offset());
        long deadline = System.nanoTime() + FETCH_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            for (var found : reading.poll(Duration.ofMillis(500))) {
                return Optional.of(found)
                        .filter(each -> each.offset() == held.offset()
                                && each.value() != null
                                && QuarantineTopic.id(each)
                                        .equals(held.waiting().id()));
            }
            if (reading.endOffsets(List.of(partition)).getOrDefault(partition, 0L) <= held.offset()) {
                return Optional.empty();
            }
        }
        throw new IllegalStateException("the broker didn't give a record of the quarantine within " + FETCH_MAX);
    }

    @Override
    public void close() {
        one.execute(() -> {
            if (consumer != null) {
                consumer.close();
            }
        });
        one.shutdown();
    }
}
