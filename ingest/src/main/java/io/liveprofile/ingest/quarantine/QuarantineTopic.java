package io.liveprofile.ingest.quarantine;

import io.liveprofile.ingest.quarantine.WaitingIndex.Held;
import io.liveprofile.profile.domain.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How the quarantine's topic is read: without a group, by whoever wants to know. */
final class QuarantineTopic {
    private static final String OF_NO_CUSTOMER = "quarantine:";

    private QuarantineTopic() {}

    static KafkaConsumer<byte[], byte[]> consumer(String bootstrap, int recordsMax) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        recordsMax),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    static String id(ConsumerRecord<byte[], byte[]> found) {
        return found.key() == null ? "" : new String(found.key(), StandardCharsets.UTF_8);
    }

    /** None where somebody else has written to the topic. */
    static Optional<Held> held(ConsumerRecord<byte[], byte[]> found) {
        try {
            return Optional.of(new Held(
                    new Waiting(
                            Source.parse(id(found)),
                            Reason.valueOf(text(found, Headers.REASON).toUpperCase(Locale.ROOT)),
                            text(found, Headers.DETAIL),
                            Instant.parse(text(found, Headers.TIME)),
                            Optional.of(subject(found)).filter(subject -> !subject.startsWith(OF_NO_CUSTOMER)),
                            found.serializedValueSize(),
                            Boolean.parseBoolean(text(found, Headers.WHOLE))),
                    found.partition(),
                    found.offset()));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static String subject(ConsumerRecord<byte[], byte[]> found) {
        return text(found, Headers.SUBJECT);
    }

    private static String text(ConsumerRecord<byte[], byte[]> found, String header) {
        return Headers.text(found.headers(), header)
                .orElseThrow(() -> new IllegalArgumentException("no header " + header));
    }
}
