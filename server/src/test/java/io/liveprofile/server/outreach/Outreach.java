package io.liveprofile.server.outreach;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reaches out to each customer at risk, once: the example of docs/outreach.md. Signals may be told again after a crash, and
 * a customer who merges tells none twice: the id of a signal is what decides whether it was acted upon. A real outreach
 * keeps these ids where it keeps its letters.
 */
public final class Outreach {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(200);

    private final Set<String> handled = new HashSet<>();
    private final Consumer<Letter> send;

    /** @param signal why it is written */
    public record Letter(String customer, String signal, JsonNode reasons) {}

    public Outreach(Consumer<Letter> send) {
        this.send = send;
    }

    /** Reads until the thread is interrupted. Offsets are committed once the letters are sent. */
    public void run(String bootstrap, String topic, String group) throws IOException {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (!Thread.currentThread().isInterrupted()) {
                for (var record : consumer.poll(POLL)) {
                    var type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                    var id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
                    if (type.endsWith(".churn_risk_high") && handled.add(id)) {
                        send.accept(new Letter(
                                record.key(),
                                id,
                                JSON.readTree(record.value()).path("churn").path("reasons")));
                    }
                }
                consumer.commitSync();
            }
        }
    }
}
