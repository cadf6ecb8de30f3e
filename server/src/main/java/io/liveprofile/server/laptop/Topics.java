package io.liveprofile.server.laptop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the service. */
final class Topics {
    static final String EVENTS = "customer-events";
    private static final int ANSWER_MAX_MILLIS = 10_000;
    private static final int CUSTOMER_PARTITIONS = 12;
    private static final int ASIDE_PARTITIONS = 3;
    /** Whatever customer-events takes (1 MiB by default) finds room here, sealed and with its headers. */
    private static final String QUARANTINED_BYTES_MAX = "4194304";

    private Topics() {}

    /** Creates those that aren't there, with the broker's own replication, and leaves the others as they are. */
    static void create(String bootstrap) throws InterruptedException {
        try (var admin = admin(bootstrap)) {
            for (var created : admin.createTopics(all()).values().entrySet()) {
                try {
                    created.getValue().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new Refusal(
                                "Kafka at " + bootstrap + " didn't create the topic " + created.getKey() + ": "
                                        + e.getCause(),
                                e);
                    }
                }
            }
        }
    }

    /** Refuses where nobody answers. */
    static void reach(String bootstrap) throws InterruptedException {
        try (var admin = admin(bootstrap)) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException e) {
            throw new Refusal(
                    "no Kafka answers at " + bootstrap + " (--kafka): is it running, and is the port right?", e);
        }
    }

    private static Admin admin(String bootstrap) {
        try {
            return Admin.create(Map.<String, Object>of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MAX_MILLIS / 2,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MAX_MILLIS));
        } catch (KafkaException e) {
            throw new Refusal("--kafka wants HOST:PORT of a broker, and " + bootstrap + " isn't: " + e.getMessage(), e);
        }
    }

    private static List<NewTopic> all() {
        return List.of(
                topic(EVENTS, CUSTOMER_PARTITIONS),
                topic("customer-events-quarantine", ASIDE_PARTITIONS)
                        .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", QUARANTINED_BYTES_MAX)),
                topic("customer-signals", CUSTOMER_PARTITIONS),
                topic("customer-profiles", CUSTOMER_PARTITIONS).configs(Map.of("cleanup.policy", "compact")),
                topic("privacy-requests", ASIDE_PARTITIONS));
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }
}
