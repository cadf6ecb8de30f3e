package io.liveprofile.projections.outgoing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.liveprofile.embedded.SharedServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic of its own for each test, and what stands in it. */
record ReadTopic(String name) {

    static ReadTopic create() throws Exception {
        return create(1);
    }

    static ReadTopic create(int partitions) throws Exception {
        var name = "t" + UUID.randomUUID();
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
        return new ReadTopic(name);
    }

    static String bootstrap() {
        return SharedServers.kafka().bootstrap();
    }

    /** The first so many, once they are there. */
    List<ConsumerRecord<String, byte[]>> records(int count) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        bootstrap(),
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(name));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
        }
        return records;
    }

    /** What of the value breaks the schema that its header names. */
    static Set<ValidationMessage> breaches(String schema, byte[] value) throws IOException {
        var file = "/io/liveprofile/outgoing/" + schema.substring(schema.lastIndexOf('/') + 1);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(ReadTopic.class.getResourceAsStream(file))
                .validate(new ObjectMapper().readTree(value));
    }

    static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
