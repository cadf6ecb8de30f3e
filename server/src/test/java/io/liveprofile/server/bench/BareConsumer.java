package io.liveprofile.server.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The least that keeps what a producer has told: polls a topic and inserts a row for each record, committed one by one. */
final class BareConsumer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL_MAX = Duration.ofMillis(100);

    private final Map<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> assigned = new CompletableFuture<>();
    private final Thread consuming;
    private volatile boolean ending;

    /** Ready to poll when made. */
    BareConsumer(BenchServers servers, String topic) throws SQLException {
        servers.execute(
                "postgres",
                "create table if not exists bare_probes"
                        + " (id text, nr bigint generated always as identity, payload bytea, primary key (id, nr))");
        consuming = Thread.ofPlatform().name("bare-consumer").start(() -> {
            try {
                consume(servers, topic);
            } catch (Exception e) {
                assigned.completeExceptionally(e);
                awaited.values().forEach(each -> each.completeExceptionally(e));
            }
        });
        assigned.join();
    }

    /** Completes with the {@link System#nanoTime()} at which its row was committed. */
    CompletableFuture<Long> awaits(String messageId) {
        var inserted = new CompletableFuture<Long>();
        awaited.put(messageId, inserted);
        return inserted;
    }

    private void consume(BenchServers servers, String topic) throws SQLException, IOException {
        try (var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", servers.kafka(), "enable.auto.commit", false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                var connection = servers.connect("postgres");
                var insert = connection.prepareStatement("insert into bare_probes (id, payload) values (?, ?)")) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
            consumer.seekToEnd(consumer.assignment());
            consumer.assignment().forEach(consumer::position);
            assigned.complete(null);
            while (!ending) {
                for (var record : consumer.poll(POLL_MAX)) {
                    insert.setString(1, new String(record.key(), StandardCharsets.UTF_8));
                    insert.setBytes(2, record.value());
                    insert.executeUpdate();
                    long inserted = System.nanoTime();
                    var waiting = awaited.remove(
                            JSON.readTree(record.value()).path("messageId").asText());
                    if (waiting != null) {
                        waiting.complete(inserted);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        ending = true;
        try {
            consuming.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
