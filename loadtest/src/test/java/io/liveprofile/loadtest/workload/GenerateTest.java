package io.liveprofile.loadtest.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.liveprofile.embedded.SharedServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateTest {
    @TempDir
    Path folder;

    @Test
    void a_file_has_a_line_for_each_record_and_is_the_same_for_the_same_seed() throws Exception {
        var one = folder.resolve("one.tsv");
        var two = folder.resolve("two.tsv");

        assertThat(generate("--file", one.toString(), "--records", "500", "--seed", "5", "--day", "2026-11-20"))
                .isZero();
        assertThat(generate("--file", two.toString(), "--records", "500", "--seed", "5", "--day", "2026-11-20"))
                .isZero();

        assertThat(Files.readAllLines(one)).hasSize(500).allMatch(line -> line.matches("c\\d{7}\t\\{.*"));
        assertThat(two).hasSameTextualContentAs(one);
    }

    @Test
    void the_records_arrive_on_kafka_under_their_keys() throws Exception {
        var topic = topic("generated");

        assertThat(generate("--kafka", SharedServers.kafka().bootstrap(), "--topic", topic, "--records", "3000"))
                .isZero();

        assertThat(read(topic, 3_000)).allMatch(key -> key.matches("c\\d{7}"));
    }

    @Test
    void at_a_rate_the_shop_takes_its_time() throws Exception {
        var topic = topic("paced");
        long start = System.nanoTime();

        generate(
                "--kafka",
                SharedServers.kafka().bootstrap(),
                "--topic",
                topic,
                "--workload",
                "shop",
                "--records",
                "51",
                "--rate",
                "100");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        assertThat(read(topic, 51)).hasSize(51);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThat(generate()).isEqualTo(2);
        assertThat(generate("--file", "f", "--kafka", "k:1")).isEqualTo(2);
        assertThat(generate("--file", "f", "--records", "0")).isEqualTo(2);
        assertThat(generate("--file", "f", "--rate", "10")).isEqualTo(2);
        assertThat(generate("--kafka", "k:1", "--rate", "0")).isEqualTo(2);
        assertThat(generate("--file", "f", "--customers", "0")).isEqualTo(2);
        assertThat(generate("--file", "f", "--workload", "shop-week")).isEqualTo(2);
    }

    @Test
    void a_folder_that_is_not_there_is_told_in_one_sentence() {
        assertThat(generate("--file", folder.resolve("no/such/file").toString(), "--records", "1"))
                .isEqualTo(1);
    }

    private static int generate(String... arguments) {
        return Generate.execute(arguments);
    }

    private static String topic(String name) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            admin.createTopics(Set.of(new NewTopic(name, 3, (short) 1))).all().get();
        }
        return name;
    }

    private static List<String> read(String topic, int count) {
        var keys = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", SharedServers.kafka().bootstrap(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(IntStream.range(0, 3)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList());
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (keys.size() < count && System.nanoTime() < until) {
                consumer.poll(Duration.ofMillis(200)).forEach(read -> keys.add(read.key()));
            }
        }
        return keys;
    }
}
