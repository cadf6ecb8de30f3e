package io.liveprofile.server.cli.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic from its beginning to where it ended when it was looked at last. */
final class TopicRecords implements Records {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int FETCH_BYTES = 8 * 1_024 * 1_024;

    private final String bootstrap;
    private final String topic;
    private Map<TopicPartition, Long> ends = Map.of();
    private Map<TopicPartition, Long> begins = Map.of();

    TopicRecords(String bootstrap, String topic) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        renew();
    }

    @Override
    public void renew() {
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            begins = consumer.beginningOffsets(partitions);
            ends = consumer.endOffsets(partitions);
        }
    }

    @Override
    public long count() {
        long count = 0;
        for (var end : ends.entrySet()) {
            count += end.getValue() - begins.getOrDefault(end.getKey(), 0L);
        }
        return count;
    }

    @Override
    public void each(Consumer<byte[]> value) {
        try (var consumer = consumer()) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            var open = new HashMap<>(ends);
            while (!open.isEmpty()) {
                for (var record : consumer.poll(POLL)) {
                    long end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
                    byte[] bytes = record.value();
                    if (record.offset() < end && bytes != null) {
                        value.accept(bytes);
                    }
                }
                open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                consumer.pause(ends.keySet().stream()
                        .filter(partition -> !open.containsKey(partition))
                        .toList());
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        "live-profile-reconcile-" + UUID.randomUUID(),
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "fetch.max.bytes",
                        FETCH_BYTES),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public String told() {
        return "topic " + topic;
    }
}
