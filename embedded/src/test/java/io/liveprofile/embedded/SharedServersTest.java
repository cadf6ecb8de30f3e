package io.liveprofile.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class SharedServersTest {

    @Test
    void postgres_syncs_every_commit() throws Exception {
        try (var connection =
                        DriverManager.getConnection(SharedServers.postgres().jdbcUrl());
                var result = connection
                        .createStatement()
                        .executeQuery("select current_setting('fsync') || current_setting('synchronous_commit')")) {
            result.next();

            assertThat(result.getString(1)).isEqualTo("onon");
        }
    }

    @Test
    void kafka_takes_topics() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", SharedServers.kafka().bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("takes-topics", 3, (short) 1)))
                    .all()
                    .get();

            // Made is not yet told to every broker.
            await().until(() -> admin.listTopics().names().get().contains("takes-topics"));
        }
    }
}
